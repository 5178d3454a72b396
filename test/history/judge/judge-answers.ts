import { hasArrived, mayGiveUp } from './deliveries';
import { FreeTime } from './free-time';
import type { Placed } from './history';
import type { Said } from './read-post';
import type { Violation } from './terms';
import type { Chat, World } from './world';

/** What Ebb says within a turn when the answer takes longer. */
const PROMISES = /the answer follows|is on its way|I will remind you/i;
const ANSWERS: Readonly<Record<string, readonly Said['kind'][]>> = {
  track: ['other', 'trouble', 'alert', 'digest'],
  check: ['other', 'trouble', 'alert', 'digest'],
  test: ['test', 'trouble'],
  remind: ['reminder'],
};

/**
 * Where Ebb has said that an answer or a reminder follows, it follows, unless the wish or the chat ends
 * before.
 */
export function judgeAnswers(world: World, chat: Chat): readonly Violation[] {
  const events = world.history.ofChat(chat.name);
  const turns = new Map<string, Placed<'turn'>>();
  for (const event of events) if (event.kind === 'turn' && !turns.has(event.id)) turns.set(event.id, event);
  const freeTime = new FreeTime(world, chat);
  return events.flatMap((event) => {
    if (event.kind !== 'post' || event.replyTo === null || !PROMISES.test(event.text)) return [];
    const turn = turns.get(event.replyTo);
    return turn === undefined || event.told !== 200 ? [] : judgePromise(world, chat, freeTime, event, turn);
  });
}

function judgePromise(
  { history }: World,
  chat: Chat,
  freeTime: FreeTime,
  promise: Placed<'post'>,
  { means, index: askedAt }: Placed<'turn'>,
): readonly Violation[] {
  const kinds = ANSWERS[means.kind];
  if (kinds === undefined || !('product' in means) || means.product === null) return [];
  const { product } = means;
  const dueAt = means.kind === 'remind' ? means.at : promise.at;
  const from = history.events.findIndex(({ at }, index) => index >= promise.index && at >= dueAt);
  const deadline =
    from < 0 ? null : freeTime.findDeadline(product, from, findEnd(chat, product, promise.index));
  if (deadline === null || (means.kind === 'remind' && isReplaced(chat, history, promise, product)))
    return [];
  const answers = chat.deliveries.filter(
    ({ post, said }) =>
      // A turn that a kill cut off is said once more: what it had asked for may come before it is promised.
      post.index > askedAt &&
      post.index <= deadline &&
      kinds.includes(said.kind) &&
      (said.statements.length === 0 || said.statements.some((statement) => statement.product === product)),
  );
  if (answers.some(hasArrived) || mayGiveUp(answers, history)) return [];
  const what = `What was promised about ${product} never came.`;
  return [{ promise: 'unanswered', chat: chat.name, at: history.at(deadline), what, events: [promise] }];
}

/** A new reminder of a product takes the place of the one before, and Ebb says so. */
function isReplaced(
  { name }: Chat,
  history: World['history'],
  promise: Placed<'post'>,
  product: string,
): boolean {
  return history.ofChat(name).some((event) => {
    if (event.kind !== 'turn' || event.id === promise.replyTo || event.index < promise.index) return false;
    return event.means.kind === 'remind' && event.means.product === product;
  });
}

/** @returns the event from which on nothing need come: nobody may wait for the product there any more. */
function findEnd(chat: Chat, product: string, from: number): number {
  const wishes = chat.wishes.get(product)!;
  const ends = wishes
    .changes()
    .filter((index) => wishes.statesAt(index).some((wish) => wish?.paused !== false));
  return [...ends, ...chat.contact.changes()].reduce(
    (first, index) => (index > from ? Math.min(first, index) : first),
    Infinity,
  );
}
