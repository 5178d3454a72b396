import type { Seal } from '../core/endpoint';
import { explainUnreachable } from '../core/ground';
import type { HookEvent, HookMessage, HookOutcome } from '../core/hook';
import type { Offer } from '../core/offer';
import type { Clock, Looker, Random, Wake } from '../core/ports';
import type { Conversation, Product } from '../core/records';
import type { ScheduleNumbers } from '../core/schedule';
import type { Store } from '../core/store';
import { decideCheck } from './decide-check';

export interface HookPorts {
  readonly store: Pick<Store, 'products' | 'conversations' | 'deliveries' | 'hooks'>;
  readonly looker: Pick<Looker, 'identify'>;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly random: Random;
  readonly wake: Wake;
  readonly scheduleFor: (product: Product) => ScheduleNumbers;
}

/** Recording is one transaction; a process that died over it gives the product free again after this. */
const CLAIM_MS = 20_000;

/** Takes a message whose signature is good. The same message twice has one effect. */
export async function takeHook(ports: HookPorts, message: HookMessage): Promise<HookOutcome> {
  const { store, clock } = ports;
  const { source, id, event } = message;
  if (await store.hooks.isTaken(source, id)) return { kind: 'known' };
  const outcome =
    event.kind === 'price' ? await takePrice(ports, source, event) : await takeText(ports, message, event);
  if (outcome.kind === 'taken') await store.hooks.markTaken(source, id, clock.now());
  return outcome;
}

/** A price told is one sighting, held against what we saw ourselves as any other is. */
async function takePrice(
  { store, looker, clock, random, wake, scheduleFor }: HookPorts,
  source: string,
  event: Extract<HookEvent, { kind: 'price' }>,
): Promise<HookOutcome> {
  const identity = looker.identify(event.link);
  const product = identity && (await store.products.findByLink(identity.url));
  if (!product) return { kind: 'not-found' };
  const now = clock.now();
  const claim = { token: random.token(12), expiresAt: now + CLAIM_MS };
  const claimed = await store.products.claimOne(product.id, now, claim);
  if (!claimed) return { kind: 'busy' };
  if (event.seenAt < (claimed.product.checkedAt ?? 0)) {
    await store.products.giveBack(claimed, claimed.product.nextCheckAt);
    return { kind: 'known' };
  }
  const offers = [makeOffer(claimed.product, source, event)];
  const context = { now, schedule: scheduleFor(product), jitter: random.fraction() };
  const isRecorded = await store.products.recordCheck(claimed, now, (facts) =>
    // Without validators the next look reads in full: "unchanged" would mean another page than this price.
    decideCheck(facts, { reading: { kind: 'offer', offers, chosen: 0 }, validators: {} }, context),
  );
  wake.deliveries();
  return { kind: isRecorded ? 'taken' : 'busy' };
}

/** What the service does not tell stays as we know it. */
function makeOffer(
  { confirmed, url }: Product,
  source: string,
  { price, availability }: Extract<HookEvent, { kind: 'price' }>,
): Offer {
  const snippet = `${price.minor} ${price.currency}`;
  return {
    ...(confirmed ?? { title: '', url }),
    ...{ price, availability, from: false, confidence: 1 },
    evidence: { source: `hook ${source}`, snippet },
  };
}

async function takeText(
  { store, seal, clock, wake }: HookPorts,
  { source, id }: HookMessage,
  { conversation: address, text }: Extract<HookEvent, { kind: 'text' }>,
): Promise<HookOutcome> {
  const conversation = await findConversation(store.conversations, seal, address);
  if (!conversation || explainUnreachable(conversation) !== null) return { kind: 'not-found' };
  const draft = {
    ...{ subscriptionId: null, productId: null },
    idempotencyKey: `external:${source}:${id}`,
    body: { kind: 'external', source, text } as const,
  };
  await store.deliveries.owe(conversation.id, draft, clock.now());
  wake.deliveries();
  return { kind: 'taken' };
}

const PURPOSE = 'hook-address';

/** What a service needs to write into this conversation; void once the conversation is erased. */
export function sealHookAddress(seal: Seal, { id, generation }: Conversation): string {
  return seal.seal(PURPOSE, `${id} ${generation}`);
}

async function findConversation(
  conversations: Store['conversations'],
  seal: Seal,
  address: string,
): Promise<Conversation | null> {
  const [id, generation] = (seal.open(PURPOSE, address) ?? '').split(' ').map(Number);
  const conversation = id ? await conversations.get(id) : null;
  return conversation?.generation === generation ? conversation : null;
}
