import { gateDelivery, isStillTrue, renewAlert } from '../core/delivery-gate';
import type { Message } from '../core/message';
import type { Channel, Clock, Log, Random, SendOutcome } from '../core/ports';
import type { ClaimedDelivery, Conversation, Settlement } from '../core/records';
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

function logSettlement(
  log: Log,
  delivery: ClaimedDelivery,
  outcome: SendOutcome | null,
  settled: Settlement,
): void {
  const fields = { delivery: delivery.id, kind: delivery.notice.body.kind, outcome, settled: settled.kind };
  if (outcome?.kind === 'stopped')
    log.error(fields, 'the channel refuses us altogether; an operator must act');
  else if (settled.kind === 'dead') log.error(fields, 'a delivery was given up');
  else if (settled.kind === 'again') log.warn(fields, 'a delivery is tried again later');
  else log.info(fields, 'a delivery is settled');
}

/** Asks the gates, sends one claimed delivery and settles it by the outcome. */
export async function deliverOne(
  dependencies: DeliverDependencies,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<void> {
  const { deliveries, conversations, clock, random, log, pace } = dependencies;
  const { conversation } = delivery;
  const channel = findChannel(dependencies, conversation);
  const channelFreeAt = pace.freeAt(conversation.where, channel?.limits);
  const gate = gateDelivery({ now: clock.now(), delivery, stillTrue: isStillTrue(delivery), channelFreeAt });
  if (gate.do !== 'send') {
    const settlement: Settlement =
      gate.do === 'drop'
        ? { kind: 'dropped', because: gate.because }
        : { kind: 'again', notBefore: gate.until, outcome: 'held' };
    await deliveries.settle(delivery, settlement, clock.now());
    logSettlement(log, delivery, null, settlement);
    return;
  }
  pace.note(conversation.where, channel?.limits);
  const outcome = await send(dependencies, channel, renewAlert(delivery), signal);
  if (outcome.kind === 'gone')
    await conversations.markGone(conversation.id, clock.now(), outcome.forgetAddress);
  const settlement = settleSend(outcome, delivery, { now: clock.now(), jitter: random.fraction() });
  await deliveries.settle(delivery, settlement, clock.now());
  logSettlement(log, delivery, outcome, settlement);
}

function findChannel({ channels }: DeliverDependencies, { where }: Conversation): Channel | undefined {
  return channels.find((channel) => channel.serves(where.channel));
}

async function send(
  { view }: DeliverDependencies,
  channel: Channel | undefined,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { where } = delivery.conversation;
  if (!channel) return { kind: 'stopped', why: `the channel "${where.channel}" is not set up` };
  const message = view(delivery);
  const sent = delivery.plainText ? { text: message.text } : message;
  return channel.send(where.address, sent, delivery.idempotencyKey, signal);
}
