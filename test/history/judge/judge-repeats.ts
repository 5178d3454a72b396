import { type Announcement, findAnnouncements } from './announcements';
import { pushTo } from './history';
import type { Violation } from './terms';
import type { Chat, World } from './world';

/**
 * One period of a price is announced once. A second time is excused by a kill before the first was noted down, and once by an
 * answer that left it unknown whether the first arrived. What was refused does not count.
 */
export function judgeRepeats(world: World, chat: Chat): readonly Violation[] {
  return [...chat.wishes.keys()].flatMap((product) => {
    const sent = findAnnouncements(world, chat, product).filter(({ delivery }) => !delivery.refused);
    const same = new Map<string, Announcement[]>();
    for (const one of sent) pushTo(same, `${one.statement.price} ${one.statement.inStock}`, one);
    return [...same.values()].flatMap((group) => judgeGroup(world, chat, group));
  });
}

function judgeGroup(world: World, chat: Chat, group: readonly Announcement[]): readonly Violation[] {
  const violations: Violation[] = [];
  let triedAgain = false;
  group.forEach((again, place) => {
    const first = group[place - 1];
    if (first === undefined) return;
    const [before, after] = [first.delivery.post, again.delivery.post];
    if (again.places.length > first.places.length) triedAgain = false;
    else if (world.history.isKilledWithin(before.index, world.terms.settleMs, after.index)) return;
    else if (first.delivery.unknown && !triedAgain) triedAgain = true;
    else
      violations.push({
        promise: 'repeated',
        chat: chat.name,
        at: after.at,
        what: 'The same price was announced again, and neither a kill nor an unknown outcome excuses it.',
        events: [before, after],
      });
  });
  return violations;
}
