import { gateDelivery, isStillTrue, renewAlert } from '../core/delivery-gate';
import type { Message } from '../core/message';
import type { Channel, Clock, Log, Random, SendOutcome } from '../core/ports';
import type { ClaimedDelivery, Settlement } from '../core/records';
import { settleSend } from '../core/retry-waits';
import type { ConversationStore, DeliveryStore } from '../core/store';
import type { ChannelPace } from './channel-pace';

export interface DeliverDependencies {
  readonly deliveries: DeliveryStore;
  readonly conversations: ConversationStore;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pace: ChannelPace;
  /** Says a delivery in words; handed in by compose. */
  readonly view: (delivery: ClaimedDelivery) => Message;
}

/** Asks the gates, sends one claimed delivery and settles it by the outcome. */
export async function deliverOne(
  dependencies: DeliverDependencies,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<void> {
  const { channels, clock, pace } = dependencies;
  const { where } = delivery.conversation;
  const channel = channels.find((one) => one.serves(where.channel));
  const channelFreeAt = pace.freeAt(where, channel?.limits);
  const gate = gateDelivery({ now: clock.now(), delivery, stillTrue: isStillTrue(delivery), channelFreeAt });
  if (gate.do === 'send') return sendOne(dependencies, channel, delivery, signal);
  const settlement: Settlement =
    gate.do === 'drop'
      ? { kind: 'dropped', because: gate.because }
      : { kind: 'again', notBefore: gate.until, outcome: 'held' };
  await settle(dependencies, delivery, null, settlement);
}

async function sendOne(
  dependencies: DeliverDependencies,
  channel: Channel | undefined,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<void> {
  const { conversations, clock, random, pace } = dependencies;
  const { id, where } = delivery.conversation;
  const message = writeMessage(dependencies, delivery);
  pace.note(where, channel?.limits);
  const outcome = await send(channel, delivery, message, signal);
  if (outcome.kind === 'gone') await conversations.markGone(id, clock.now(), outcome.forgetAddress);
  const plainText = message?.card === undefined;
  const chances = { now: clock.now(), jitter: random.fraction() };
  const settlement = settleSend(outcome, { ...delivery, plainText }, chances);
  if (outcome.kind === 'stopped' && settlement.kind === 'again') pace.stop(where, settlement.notBefore);
  else pace.resume(where);
  await settle(dependencies, delivery, outcome, settlement);
}

/** @returns null when it cannot be put into words: a fault of ours, which must not hold up what is owed after it. */
function writeMessage({ view, log }: DeliverDependencies, delivery: ClaimedDelivery): Message | null {
  try {
    const message = view(renewAlert(delivery));
    return delivery.plainText ? { text: message.text } : message;
  } catch (error) {
    log.error({ delivery: delivery.id, err: error }, 'a delivery cannot be put into words');
    return null;
  }
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
): Promise<void> {
  const isOurs = await deliveries.settle(delivery, settlement, clock.now());
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
