import type { History, Placed } from './history';
import { readPost, type Said, type Statement } from './read-post';

/** A message that Ebb sent on its own, not within a turn. */
export interface Delivery {
  readonly post: Placed<'post'>;
  readonly said: Said;
  /** Nobody asked for it at that moment: quiet hours, gap and snooze hold it back. */
  readonly unasked: boolean;
  /** Definitely refused: nobody saw it, and Ebb knows. */
  readonly refused: boolean;
  /** It may have arrived, and Ebb cannot know. */
  readonly unknown: boolean;
}

const NEARLY_A_DAY_MS = 23 * 3_600_000;

/** Words after which an answer may still come on its own, about the product they name. */
const ASKS: readonly string[] = ['track', 'rule', 'resume', 'check', 'test', 'remind'];

/** @returns what was sent to a chat outside of turns, in order. */
export function findDeliveries(history: History, chat: string): readonly Delivery[] {
  const asked = new Set<string | null>();
  return history.ofChat(chat).flatMap((event) => {
    if (event.kind === 'turn' && ASKS.includes(event.means.kind))
      asked.add('product' in event.means ? event.means.product : null);
    if (event.kind !== 'post' || event.replyTo !== null) return [];
    const said = readPost(event.text, history.titles);
    const unasked = isNews(said) || (said.kind === 'other' && !isAnswer(said.statements, asked));
    const { told } = event;
    const unknown = told === null || told === 500;
    return [{ post: event, said, unasked, unknown, refused: !unknown && told >= 300 }];
  });
}

function isNews({ kind }: Said): boolean {
  return kind === 'alert' || kind === 'digest' || kind === 'trouble';
}

/** A text that names no product may answer any question. */
function isAnswer(statements: readonly Statement[], asked: ReadonlySet<string | null>): boolean {
  const product = statements[0]?.product;
  return product === undefined ? asked.size > 0 : asked.has(product);
}

/** A person has seen it, or Ebb was told so. */
export function hasArrived({ post: { shown, told } }: Delivery): boolean {
  return shown || (told !== null && told < 300);
}

/** After a second unknown outcome, a second rejection, or a day of failures nothing more is promised. */
export function mayGiveUp(tries: readonly Delivery[], history: History): boolean {
  const failed = tries.filter(({ unknown, refused }) => unknown || refused);
  const [first, last] = [failed[0]?.post.index ?? 0, failed.at(-1)?.post.index ?? 0];
  const rejected = failed.filter(({ post }) => post.told === 400 || post.told === 413);
  const unknown = failed.filter((each) => each.unknown);
  return history.longestBetween(first, last) >= NEARLY_A_DAY_MS || rejected.length > 1 || unknown.length > 1;
}
