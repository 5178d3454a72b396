import { findAnnouncements } from './announcements';
import type { Delivery } from './deliveries';
import type { Violation } from './terms';
import type { Chat, World } from './world';

/** The prices of one product are announced in the order in which the shop showed them. */
export function judgeOrder(world: World, chat: Chat): readonly Violation[] {
  return [...chat.wishes.keys()].flatMap((product) => {
    const violations: Violation[] = [];
    let newest: { place: number; delivery: Delivery } | null = null;
    for (const { delivery, places } of findAnnouncements(world, chat, product)) {
      if (delivery.refused || places.length === 0) continue;
      if (newest !== null && places.at(-1)! < newest.place)
        violations.push({
          promise: 'order',
          chat: chat.name,
          at: delivery.post.at,
          what: `An older price of ${product} was announced after a newer one.`,
          events: [newest.delivery.post, delivery.post],
        });
      if (newest === null || places[0]! > newest.place) newest = { place: places[0]!, delivery };
    }
    return violations;
  });
}
