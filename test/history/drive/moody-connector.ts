import { CONNECTOR_ANSWERS as A, type ConnectorAnswer } from '../../support/connector-answers';
import { FakeConnector } from '../../support/fake-connector';
import type { Dice } from './dice';
import type { TraceLog } from './trace-log';

/** What a chat answers that takes nothing any more. */
const GONE: readonly ConnectorAnswer[] = [
  A.disabledByAdmin,
  A.notInRoster,
  A.blockedByUser,
  A.writesBlocked,
  A.forbidden,
  A.conversationNotFound,
];
const lostSilence: ConnectorAnswer = { ...A.silence, name: 'lostSilence', delivered: false };
const MOODS: readonly (readonly [weight: number, answer: ConnectorAnswer])[] = [
  [3, A.errorButDelivered],
  [2, A.badGateway],
  [2, A.unavailable],
  [2, A.gatewayTimeout],
  [2, A.resetUndelivered],
  [3, A.resetDelivered],
  [1, A.preconditionFailed],
  [2, A.throttled],
  [1, throttle(90)],
  [1, throttle(3_600)],
  [1, A.throttledWithoutTime],
  [1, A.okWithoutId],
];
/** Only what has more than words is too large. */
const CARD_MOODS: typeof MOODS = [...MOODS, [2, A.tooLarge]];
/** A turn is not answered twice, and its connection is not left open: the person sees nothing then. */
const UNASKED_MOODS: typeof MOODS = [...CARD_MOODS, [1, A.silence], [1, lostSilence]];

function throttle(seconds: number): ConnectorAnswer {
  return { ...A.throttled, headers: { 'retry-after': String(seconds) } };
}

/** A connector whose answers are often faults, and whose chats come and go; each post is written down. */
export class MoodyConnector {
  /** How often an answer is a fault. */
  moodiness = 0;
  /** Connections that were left open without an answer. */
  hanging = 0;
  private readonly gone = new Set<string>();
  /** How many posts there were when a chat forgot what it had seen. */
  private readonly forgot = new Map<string, number>();

  private constructor(
    readonly fake: FakeConnector,
    private readonly dice: Dice,
    private readonly trace: TraceLog,
  ) {}

  static async start(now: () => number, dice: Dice, trace: TraceLog): Promise<MoodyConnector> {
    const fake = await FakeConnector.start(now);
    const connector = new MoodyConnector(fake, dice, trace);
    fake.script = (post) => connector.take(post);
    return connector;
  }

  isReachable(chat: string): boolean {
    return !this.gone.has(chat);
  }

  /** The chat takes nothing any more, or again. */
  setReachable(chat: string, reachable: boolean): void {
    if (reachable) this.gone.delete(chat);
    else this.gone.add(chat);
    this.trace.add({ kind: 'chat', chat, reachable });
  }

  /** The newest value of a button that a person sees in a chat; null: none. */
  findButton(chat: string, does: string): object | null {
    const pattern = new RegExp(`\\{"ebb":(\\{"do":"${does}"[^{}]*\\})`);
    for (const { conversation, answer, activity } of this.fake.posts
      .slice(this.forgot.get(chat))
      .toReversed()) {
      if (conversation !== chat || !answer.delivered) continue;
      const found = pattern.exec(JSON.stringify(activity))?.[1];
      if (found) return { ebb: JSON.parse(found) as object };
    }
    return null;
  }

  /** Buttons of before are no longer pressed. */
  forgetButtons(chat: string): void {
    this.forgot.set(chat, this.fake.posts.length);
  }

  private take(post: Parameters<FakeConnector['script']>[0]): ConnectorAnswer {
    const answer = this.answerTo(post);
    const { conversation: chat, replyTo, activity, attempt } = post;
    const seconds = Number(answer.headers?.['retry-after']);
    this.trace.add({
      ...{ kind: 'post', chat, id: `out-${attempt}`, replyTo },
      text: String(activity['attachments']?.[0]?.content.fallbackText ?? activity['text'] ?? ''),
      shown: answer.delivered,
      told: typeof answer.status === 'number' ? answer.status : null,
      ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }),
    });
    if (answer.status === 'never') this.hanging += 1;
    return answer;
  }

  private answerTo({
    conversation,
    replyTo,
    activity,
  }: Parameters<FakeConnector['script']>[0]): ConnectorAnswer {
    if (!this.isReachable(conversation)) return this.dice.pick(GONE);
    if (!this.dice.says(replyTo === null ? this.moodiness : this.moodiness / 2)) return A.ok;
    if (replyTo !== null) return this.dice.weigh(MOODS);
    return this.dice.weigh('attachments' in activity ? UNASKED_MOODS : MOODS);
  }
}
