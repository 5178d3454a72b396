import { gateDelivery, isStillTrue, personOf, renewAlert, waitsForPause } from '../core/delivery-gate';
import { type FlowState, type FlowStore, type StoredFlow, findFlow } from '../core/flow';
import type { Instant } from '../core/history';
import type { ImportStore } from '../core/import';
import type { Beside } from '../core/manner';
import type { Message } from '../core/message';
import { isTrueAlert } from '../core/notice';
import type { Channel, SendOutcome, Wake } from '../core/ports';
import type { Aftermath, ClaimedDelivery, Settlement } from '../core/records';
import type { DeliveryStore, ProductStore } from '../core/store';
import { countLooksLeft } from './await-import';
import type { Room } from './channel-pace';
import type { ConversationLease } from './conversation-lease';
import { type Digest, gatherDigest, holdUntil, isAboutSame, productOf, settleHeld } from './gather-digest';
import { type Meeting, planAftermath } from './plan-aftermath';
import { type SendDependencies, sendMessage } from './send-message';

/** Deliveries in words. */
export interface Speech {
  readonly message: Message;
  /** The question that it asks. */
  readonly opens?: FlowState;
}

export interface DeliverDependencies extends SendDependencies {
  readonly deliveries: DeliveryStore;
  readonly flows: Pick<FlowStore, 'list'>;
  readonly products: Pick<ProductStore, 'makeDue'>;
  readonly imports: Pick<ImportStore, 'countLooks' | 'endWait'>;
  readonly wake: Pick<Wake, 'polls'>;
  readonly channels: readonly Channel[];
  readonly lease: Pick<ConversationLease, 'ring'>;
  /** Who did nothing about a question for so long has fallen silent. */
  readonly silenceMs: number;
  /** So long after an unasked message comes no other one. */
  readonly gapFor: (delivery: ClaimedDelivery) => number;
  /**
   * Says one delivery, or several as a digest, in one message, or null when there is nothing left to say;
   * handed in by compose.
   */
  readonly view: (deliveries: readonly ClaimedDelivery[], meeting: Meeting) => Promise<Speech | null>;
}

/** More do not go into one message; the rest is said in the next. */
const MOST_IN_DIGEST = 200;

/** A delivery in hand, and what it meets. */
interface Task {
  readonly delivery: ClaimedDelivery;
  readonly channel: Channel | undefined;
  readonly now: Instant;
  readonly gapMs: number;
  readonly silenceMs: number;
  readonly flows: readonly StoredFlow[];
  readonly flow: StoredFlow | null;
  /** Of an import: how many of its products are still to be looked at. */
  readonly looksLeft: number;
}

/** Asks the gates, sends one claimed delivery and settles it by the outcome. */
export async function deliverOne(
  dependencies: DeliverDependencies,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<void> {
  try {
    await deliver(dependencies, delivery, signal);
  } finally {
    dependencies.lease.ring(delivery.conversation.id);
  }
}

async function deliver(
  dependencies: DeliverDependencies,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<void> {
  const task = await readTask(dependencies, delivery);
  const { now, channel } = task;
  const gate = gateDelivery({ ...task, stillTrue: isStillTrue(delivery) });
  if (gate.do !== 'send') {
    if (gate.do === 'hold' && gate.looksAgain) await lookAgain(dependencies, productOf(delivery));
    return settle(dependencies, delivery, null, settleHeld(gate) ?? holdUntil(now));
  }
  const room = await dependencies.pace.take(delivery.conversation, channel?.limits);
  if (room.at === null) return settle(dependencies, delivery, null, { kind: 'back' });
  if (room.at > now) return settle(dependencies, delivery, null, holdUntil(room.at));
  await say(dependencies, task, { beside: gate.beside, room }, signal);
}

async function readTask(
  { channels, clock, flows, imports, silenceMs, gapFor }: DeliverDependencies,
  delivery: ClaimedDelivery,
): Promise<Task> {
  const { id, where } = delivery.conversation;
  const open = await flows.list(id);
  const now = clock.now();
  return {
    ...{ delivery, now, silenceMs, flows: open },
    channel: channels.find((one) => one.serves(where.channel)),
    gapMs: gapFor(delivery),
    flow: findFlow(open, personOf(delivery), now),
    looksLeft: await countLooksLeft(imports, delivery, now),
  };
}

async function say(
  dependencies: DeliverDependencies,
  task: Task,
  { beside, room }: { readonly beside: Beside; readonly room: Room },
  signal: AbortSignal,
): Promise<void> {
  const { delivery, channel, flow } = task;
  const digest = await gather(dependencies, task);
  const meeting = { beside, flow };
  const speech = await putIntoWords(dependencies, digest.said, meeting);
  if (speech === null) {
    const nothing: Settlement = { kind: 'dropped', because: 'there is nothing left to say' };
    return settle(dependencies, delivery, null, nothing, endOthers(digest, nothing));
  }
  const errand = { delivery, channel, room, message: speech.message, key: keyOf(delivery, digest) };
  const { outcome, settlement } = await sendMessage(dependencies, errand, signal);
  const forgotten = task.flows.find(({ person }) => person === personOf(delivery)) ?? null;
  const silentAt = dependencies.clock.now() + task.silenceMs;
  const aftermath = isOver(delivery, settlement)
    ? planAftermath(digest.said, meeting, { opens: speech.opens, forgotten }, silentAt)
    : {};
  const keepsCard = channel?.update && isCard(digest, meeting, settlement);
  await settle(dependencies, delivery, outcome, settlement, {
    ...aftermath,
    ...(keepsCard && { keepsCard }),
    ...endOthers(digest, settlement),
  });
}

/**
 * A question that was put aside is open again even when it could not be asked: other messages wait for the
 * end of the interruption.
 */
function isOver({ notice }: ClaimedDelivery, { kind }: Settlement): boolean {
  return kind === 'sent' || (kind === 'dead' && notice.body.kind === 'question');
}

/**
 * Tells alerts and nothing that has an end of its own: a card with a question beside it would lose the
 * question.
 */
function isCard({ said }: Digest, { flow }: Meeting, settlement: Settlement): boolean {
  const isThere = settlement.kind === 'sent' && settlement.messageId !== null;
  return isThere && flow === null && said.some(({ notice: { body } }) => isTrueAlert(body));
}

/** What waits in the same conversation for the same pause goes out in the same message. */
async function gather(dependencies: DeliverDependencies, task: Task): Promise<Digest> {
  const { deliveries } = dependencies;
  const { delivery, now } = task;
  if (!mayTakeAlong(delivery)) return { said: [delivery], joined: [], rest: [], looksAgain: [] };
  const digest = gatherDigest(delivery, await deliveries.gather(delivery, now, MOST_IN_DIGEST), task);
  await lookAgain(dependencies, digest.looksAgain);
  return digest;
}

/**
 * What has a pause to keep takes along all that has; an urgent alert what is about the same thing, which may
 * be newer.
 */
function mayTakeAlong(delivery: ClaimedDelivery): boolean {
  return waitsForPause(delivery) || isAboutSame(delivery, delivery);
}

async function lookAgain({ products, wake }: DeliverDependencies, ids: readonly number[]): Promise<void> {
  for (const id of ids) await products.makeDue(id);
  if (ids.length > 0) wake.polls();
}

function endOthers({ joined, rest }: Digest, settlement: Settlement): Pick<Aftermath, 'others'> {
  return { others: [...rest, ...joined.map((delivery) => ({ delivery, settlement, joined: true }))] };
}

/** A digest that has grown since the last attempt is another message. */
function keyOf({ idempotencyKey }: ClaimedDelivery, { joined }: Digest): string {
  const last = joined.at(-1);
  return last ? `${idempotencyKey} and ${joined.length} to ${last.id}` : idempotencyKey;
}

/** What cannot be put into words is a fault of ours, which must not hold up what is owed after it. */
async function putIntoWords(
  { view, log }: DeliverDependencies,
  said: readonly ClaimedDelivery[],
  meeting: Meeting,
): Promise<Speech | { readonly message: null; readonly opens?: undefined } | null> {
  try {
    return await view(said.map(renewAlert), meeting);
  } catch (error) {
    log.error({ delivery: said[0]?.id, err: error }, 'a delivery cannot be put into words');
    return { message: null };
  }
}

async function settle(
  { deliveries, clock, log }: DeliverDependencies,
  delivery: ClaimedDelivery,
  outcome: SendOutcome | null,
  settlement: Settlement,
  aftermath: Aftermath = {},
): Promise<void> {
  const isOurs = await deliveries.settle(delivery, settlement, clock.now(), aftermath);
  const fields = {
    delivery: delivery.id,
    kind: delivery.notice.body.kind,
    outcome,
    settled: settlement.kind,
  };
  if (!isOurs) log.warn(fields, 'a delivery ended too late: another one took over its claim');
  else if (outcome?.kind === 'stopped')
    log.error(fields, 'the channel refuses us altogether; an operator must act');
  else if (settlement.kind === 'dead') log.error(fields, 'a delivery was given up');
  else if (settlement.kind === 'back') log.debug(fields, 'a delivery waits for room in its channel');
  else if (settlement.kind !== 'again') log.info(fields, 'a delivery is settled');
  else if (outcome) log.warn(fields, 'a delivery is tried again later');
  else log.debug(fields, 'a delivery is held');
}
