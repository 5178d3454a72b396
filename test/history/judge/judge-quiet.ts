import type { Delivery } from './deliveries';
import { isSurelyQuiet } from './settings';
import type { Violation } from './terms';
import type { Chat, World } from './world';

/**
 * In quiet hours nothing comes unasked, except the price that a person named, if they let it break through.
 */
export function judgeQuiet(world: World, chat: Chat): readonly Violation[] {
  return chat.deliveries
    .filter((delivery) => delivery.unasked && isQuietAround(world, chat, delivery.post.index))
    .filter((delivery) => !mayBreakThrough(chat, delivery))
    .map(({ post }) => ({
      promise: 'quiet',
      chat: chat.name,
      at: post.at,
      what: 'Something came unasked in quiet hours.',
      events: [post],
    }));
}

/** Quiet now and a little while ago: what was on its way when the hours began may still arrive. */
function isQuietAround({ history, terms }: World, chat: Chat, index: number): boolean {
  const earlier = history.at(history.firstWithin(terms.settleMs, index));
  const times = [history.at(index), history.at(index) - terms.settleMs, earlier];
  return times.every((at) => isSurelyQuiet(chat.settings, index, at));
}

function mayBreakThrough(chat: Chat, { post, said }: Delivery): boolean {
  if (!chat.settings.breakThrough.statesAt(post.index).includes(true)) return false;
  if (said.statements.length === 0) return false;
  return said.statements.every(({ product }) =>
    chat.wishes
      .get(product)!
      .statesAt(post.index)
      .some((wish) => wish?.rule.kind === 'target'),
  );
}
