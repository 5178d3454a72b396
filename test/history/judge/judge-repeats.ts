import { findAnnouncements } from './announcements';
import type { Delivery } from './deliveries';
import { pushTo } from './history';
import type { Violation } from './terms';
import type { Chat, World } from './world';

/** A delivery, and how often it might have been said by then for a reason of its own. */
interface Saying {
  readonly delivery: Delivery;
  readonly reasons: number;
}

/**
 * One period of a price is announced once, and one trouble or reminder is told once. A second time is excused
 * by a kill before the first was noted down, and once by an answer that left it unknown whether the first
 * arrived. What was refused does not count.
 */
export function judgeRepeats(world: World, chat: Chat): readonly Violation[] {
  const same = new Map<string, Saying[]>();
  for (const product of chat.wishes.keys())
    for (const { delivery, statement, places } of findAnnouncements(world, chat, product))
      pushTo(same, `${product} ${statement.price} ${statement.inStock}`, {
        delivery,
        reasons: places.length,
      });
  for (const delivery of chat.deliveries)
    if (delivery.said.kind === 'trouble' || delivery.said.kind === 'reminder')
      pushTo(same, delivery.post.text, { delivery, reasons: countHappenings(world, chat, delivery) });
  return [...same.values()].flatMap((sayings) => judgeSayings(world, chat, sayings));
}

/** After another look or turn there may be the same to say. */
function countHappenings({ history }: World, { name }: Chat, { post }: Delivery): number {
  const before = history.events.slice(0, post.index);
  return before.filter((event) => event.kind === 'look' || (event.kind === 'turn' && event.chat === name))
    .length;
}

function judgeSayings(world: World, chat: Chat, sayings: readonly Saying[]): readonly Violation[] {
  const sent = sayings.filter(({ delivery }) => !delivery.refused);
  const violations: Violation[] = [];
  let triedAgain = false;
  sent.forEach((again, place) => {
    const first = sent[place - 1];
    if (first === undefined) return;
    const [before, after] = [first.delivery.post, again.delivery.post];
    if (again.reasons > first.reasons) triedAgain = false;
    else if (world.history.isKilledWithin(before.index, world.terms.settleMs, after.index)) return;
    else if (first.delivery.unknown && !triedAgain) triedAgain = true;
    else
      violations.push({
        promise: 'repeated',
        chat: chat.name,
        at: after.at,
        what: 'The same was said again, and neither a kill nor an unknown outcome excuses it.',
        events: [before, after],
      });
  });
  return violations;
}
