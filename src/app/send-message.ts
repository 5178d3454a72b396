import type { Message } from '../core/message';
import type { Channel, Clock, Log, Random, SendOutcome } from '../core/ports';
import type { ClaimedDelivery, Settlement } from '../core/records';
import { settleSend } from '../core/retry-waits';
import type { ConversationStore } from '../core/store';
import type { ChannelPace, Room } from './channel-pace';

export interface SendDependencies {
  readonly conversations: Pick<ConversationStore, 'markGone'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pace: ChannelPace;
}

/** One message on its way. */
export interface Errand {
  readonly delivery: ClaimedDelivery;
  readonly channel: Channel | undefined;
  readonly room: Room;
  /** null: it cannot be put into words. */
  readonly message: Message | null;
  /** Lets a channel refuse repeats. */
  readonly key: string;
}

/** What became of a message, and how its deliveries are settled. */
export interface Sent {
  readonly outcome: SendOutcome;
  readonly settlement: Settlement;
}

/** Sends one message for which there is room, and notes down what its outcome says about chat and channel. */
export async function sendMessage(
  dependencies: SendDependencies,
  errand: Errand,
  signal: AbortSignal,
): Promise<Sent> {
  const { conversations, clock, random, pace } = dependencies;
  const { delivery } = errand;
  const message = errand.message && delivery.plainText ? leaveCardAway(errand.message) : errand.message;
  const outcome = await send({ ...errand, message }, signal);
  if (outcome.kind === 'gone') {
    await conversations.markGone(delivery.conversation.id, clock.now(), outcome.forgetAddress);
  }
  const plainText = message?.card === undefined;
  const chances = { now: clock.now(), jitter: random.fraction() };
  const settlement = settleSend(outcome, { ...delivery, plainText }, chances);
  const until = settlement.kind === 'again' ? settlement.notBefore : null;
  await pace.learn(delivery.conversation, errand.room, outcome, until);
  return { outcome, settlement };
}

/** It goes where the card would have gone. */
export function leaveCardAway({ text, opensThread }: Message): Message {
  return { text, ...(opensThread && { opensThread }) };
}

async function send({ channel, delivery, message, key }: Errand, signal: AbortSignal): Promise<SendOutcome> {
  const { where } = delivery.conversation;
  if (!channel) return { kind: 'stopped', why: `the channel "${where.channel}" is not set up` };
  if (!message) return { kind: 'rejected', why: 'it cannot be put into words' };
  return channel.send(where.address, message, key, signal);
}
