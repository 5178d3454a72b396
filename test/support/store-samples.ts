import { DAY } from '../../src/core/history';
import type { Instant, Period } from '../../src/core/history';
import type { NoticeDraft } from '../../src/core/notice';
import type {
  CheckRecord,
  Claim,
  ClaimedProduct,
  Conversation,
  Product,
  SubscriptionView,
} from '../../src/core/records';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Baseline } from '../../src/core/rule';
import type { ClaimLanes, Store } from '../../src/core/store';
import type { Whereabouts } from '../../src/core/turn';

export const NOW: Instant = Date.UTC(2026, 0, 15, 12);

export function baselineAt(minor: number): Baseline {
  return { source: 'subscribed', price: { minor, currency: 'EUR' }, at: NOW };
}

export function periodAt(startedAt: Instant, minor: number): Period {
  return { startedAt, endedAt: startedAt, price: { minor, currency: 'EUR' }, availability: 'in-stock' };
}

export function chat(externalId: string): Whereabouts {
  return {
    channel: 'webchat',
    tenant: '',
    externalId,
    kind: 'personal',
    address: { conversation: externalId },
  };
}

/** A look that found nothing to change, with `changes` on top. */
export function recordOf(changes: Partial<CheckRecord> = {}): CheckRecord {
  return {
    kind: 'offer',
    pending: null,
    period: 'none',
    failures: 0,
    troubleToldAt: null,
    validators: {},
    readsSinceFull: 0,
    nextCheckAt: NOW + DAY,
    watches: [],
    notices: [],
    ...changes,
  };
}

export function noticeFor(subscription: SubscriptionView, idempotencyKey: string): NoticeDraft {
  return {
    subscriptionId: subscription.id,
    productId: subscription.product.id,
    idempotencyKey,
    body: { kind: 'trouble', trouble: { kind: 'reads-again' } },
  };
}

export function claimOf(token: string, expiresAt: Instant = NOW + 60_000): Claim {
  return { token, expiresAt };
}

export function makeProduct(store: Store, key: string): Promise<Product> {
  const url = `https://${key}.test/item`;
  return store.products.ensure({ watcher: 'page', key, url }, url, NOW);
}

/** Every host and port has a lane of its own. */
export function lanesOf(...busy: string[]): ClaimLanes {
  return { of: (url) => new URL(url).host, busy };
}

/** Claims up to ten products. */
export function claimDue(store: Store, now: Instant, token: string): Promise<readonly ClaimedProduct[]> {
  return store.products.claimDue(now, 10, claimOf(token, now + 60_000), lanesOf());
}

/** A conversation that follows a product by the default rule. */
export async function follow(
  store: Store,
  externalId: string,
  key: string,
): Promise<{ conversation: Conversation; product: Product; subscription: SubscriptionView }> {
  const conversation = await store.conversations.meet(chat(externalId), NOW);
  const product = await makeProduct(store, key);
  const owner = { conversationId: conversation.id, person: 'ann' };
  const { subscription } = await store.subscriptions.add(owner, product.id, DEFAULT_RULE, null, NOW);
  return { conversation, product, subscription };
}

/** Claims one product; there must be exactly one that is due. */
export async function claimOne(store: Store, now = NOW, token = 'look'): Promise<ClaimedProduct> {
  const [claimed, ...others] = await claimDue(store, now, token);
  if (!claimed || others.length > 0)
    throw new Error(`${others.length + (claimed ? 1 : 0)} products are due.`);
  return claimed;
}

/** One whole look at the only product that is due. */
export async function look(store: Store, now: Instant, changes: Partial<CheckRecord>): Promise<void> {
  const claimed = await claimOne(store, now);
  await store.products.recordCheck(claimed, now, () => recordOf({ nextCheckAt: now, ...changes }));
}
