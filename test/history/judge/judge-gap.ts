import type { Delivery } from './deliveries';
import type { Violation } from './terms';
import type { Chat, World } from './world';

/**
 * Between two unasked messages lies the alert gap. Urgent ones need not keep it, and start it all the same.
 */
export function judgeGap(world: World, chat: Chat): readonly Violation[] {
  const { history, terms } = world;
  const sent = chat.deliveries.filter(({ unasked, refused }) => unasked && !refused);
  return sent.flatMap((delivery, place) => {
    const last = sent[place - 1];
    if (last === undefined || isUrgent(chat, delivery)) return [];
    const [before, after] = [last.post, delivery.post];
    const isOver = history.longestBetween(before.index, after.index) >= terms.alertGapMs;
    if (isOver || !startsGap(world, last, delivery)) return [];
    return [
      {
        promise: 'gap',
        chat: chat.name,
        at: after.at,
        what: `Two unasked messages came within ${history.longestBetween(before.index, after.index)} ms.`,
        events: [before, after],
      },
    ];
  });
}

/** Ebb knows that it has sent it. */
function startsGap({ history, terms }: World, { post, unknown }: Delivery, next: Delivery): boolean {
  return !unknown && !history.isKilledWithin(post.index, terms.settleMs, next.post.index);
}

/** May it stand for a product that is urgent? A digest is told at once if one of its products is. */
function isUrgent(chat: Chat, { post, said }: Delivery): boolean {
  return said.statements.some(({ product }) =>
    chat.products.get(product)!.urgent.statesAt(post.index).includes(true),
  );
}
