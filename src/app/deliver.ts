import { gateDelivery, isStillTrue, personOf, renewAlert } from '../core/delivery-gate';
import { type FlowState, type StoredFlow, findFlow } from '../core/flow';
import type { Beside } from '../core/manner';
import type { Message } from '../core/message';
import type { Channel, Clock, Log, Random, SendOutcome } from '../core/ports';
import type { Aftermath, ClaimedDelivery, Settlement } from '../core/records';
import { settleSend } from '../core/retry-waits';
import type { ConversationStore, DeliveryStore, FlowStore } from '../core/store';
import type { ChannelPace } from './channel-pace';
import type { ConversationLease } from './conversation-lease';
import { type Meeting, planAftermath } from './plan-aftermath';

/** A delivery in words. */
export interface Speech {
  readonly message: Message;
  /** The question that it asks. */
  readonly opens?: FlowState;
}

export interface DeliverDependencies {
  readonly deliveries: DeliveryStore;
  readonly conversations: ConversationStore;
  readonly flows: Pick<FlowStore, 'list'>;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pace: ChannelPace;
  readonly lease: Pick<ConversationLease, 'ring'>;
  /** Who did nothing about a question for so long has fallen silent. */
  readonly silenceMs: number;
  /** Says a delivery in words, or null when there is nothing left to say; handed in by compose. */
  readonly view: (delivery: ClaimedDelivery, meeting: Meeting) => Promise<Speech | null>;
}

/** A delivery in hand, and what it meets. */
interface Task {
  readonly delivery: ClaimedDelivery;
  readonly channel: Channel | undefined;
  readonly flows: readonly StoredFlow[];
  readonly flow: StoredFlow | null;
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
  const { channels, clock, pace, silenceMs } = dependencies;
  const { id, where } = delivery.conversation;
  const channel = channels.find((one) => one.serves(where.channel));
  const flows = await dependencies.flows.list(id);
  const now = clock.now();
  const flow = findFlow(flows, personOf(delivery), now);
  const channelFreeAt = pace.freeAt(where, channel?.limits);
  const facts = { now, delivery, stillTrue: isStillTrue(delivery), flow, silenceMs, channelFreeAt };
  const gate = gateDelivery(facts);
  if (gate.do === 'send') {
    // In one step with the gate: another send may not take the same room.
    pace.note(where, channel?.limits);
    return sayOne(dependencies, { delivery, channel, flows, flow }, gate.beside, signal);
  }
  const settlement: Settlement =
    gate.do === 'drop'
      ? { kind: 'dropped', because: gate.because }
      : { kind: 'again', notBefore: gate.until, outcome: 'held' };
  await settle(dependencies, delivery, null, settlement);
}

async function sayOne(
  dependencies: DeliverDependencies,
  task: Task,
  beside: Beside,
  signal: AbortSignal,
): Promise<void> {
  const { delivery, flows, flow } = task;
  const speech = await putIntoWords(dependencies, delivery, { beside, flow });
  if (speech === null) {
    return settle(dependencies, delivery, null, { kind: 'dropped', because: 'there is nothing left to say' });
  }
  const { outcome, settlement } = await sendOne(dependencies, task, speech.message, signal);
  const forgotten = flows.find(({ person }) => person === personOf(delivery)) ?? null;
  const silentAt = dependencies.clock.now() + dependencies.silenceMs;
  const aftermath =
    settlement.kind === 'sent'
      ? planAftermath(delivery, { beside, flow }, { opens: speech.opens, forgotten }, silentAt)
      : {};
  await settle(dependencies, delivery, outcome, settlement, aftermath);
}

/** What cannot be put into words is a fault of ours, which must not hold up what is owed after it. */
async function putIntoWords(
  { view, log }: DeliverDependencies,
  delivery: ClaimedDelivery,
  meeting: Meeting,
): Promise<Speech | { readonly message: null; readonly opens?: undefined } | null> {
  try {
    return await view(renewAlert(delivery), meeting);
  } catch (error) {
    log.error({ delivery: delivery.id, err: error }, 'a delivery cannot be put into words');
    return { message: null };
  }
}

async function sendOne(
  { conversations, clock, random, pace }: DeliverDependencies,
  { delivery, channel }: Task,
  message: Message | null,
  signal: AbortSignal,
): Promise<{ readonly outcome: SendOutcome; readonly settlement: Settlement }> {
  const { id, where } = delivery.conversation;
  const said = message && delivery.plainText ? { text: message.text } : message;
  const outcome = await send(channel, delivery, said, signal);
  if (outcome.kind === 'gone') await conversations.markGone(id, clock.now(), outcome.forgetAddress);
  const plainText = said?.card === undefined;
  const chances = { now: clock.now(), jitter: random.fraction() };
  const settlement = settleSend(outcome, { ...delivery, plainText }, chances);
  if (outcome.kind === 'stopped' && settlement.kind === 'again') pace.stop(where, settlement.notBefore);
  else pace.resume(where);
  return { outcome, settlement };
}

async function send(
  channel: Channel | undefined,
  { conversation: { where }, idempotencyKey }: ClaimedDelivery,
  message: Message | null,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (!channel) return { kind: 'stopped', why: `the channel "${where.channel}" is not set up` };
  if (!message) return { kind: 'rejected', why: 'it cannot be put into words' };
  return channel.send(where.address, message, idempotencyKey, signal);
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
  else if (settlement.kind !== 'again') log.info(fields, 'a delivery is settled');
  else if (outcome) log.warn(fields, 'a delivery is tried again later');
  else log.debug(fields, 'a delivery is held');
}
