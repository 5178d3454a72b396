import type { TraceEvent } from '../trace';
import { judgeAnswers } from './judge-answers';
import { judgeGap } from './judge-gap';
import { judgeLooks } from './judge-looks';
import { judgeLosses } from './judge-losses';
import { judgeOrder } from './judge-order';
import { judgePace } from './judge-pace';
import { judgeQuiet } from './judge-quiet';
import { judgeRepeats } from './judge-repeats';
import { judgeTruth } from './judge-truth';
import { judgeWanted } from './judge-wanted';
import type { Terms, Violation } from './terms';
import { understand } from './world';

/**
 * Holds a history against the promises of DESIGN.md. What the promises leave open is judged in favour of Ebb:
 * what a turn did before it was taken, whether a price was believed at once, what a kill made forgotten.
 * @returns what breaks a promise, in order of time; empty: nothing does.
 */
export function judgeHistory(events: readonly TraceEvent[], terms: Terms): readonly Violation[] {
  const world = understand(events, terms);
  const ofChats = world.chats.flatMap((chat) => [
    ...judgeLosses(world, chat),
    ...judgeAnswers(world, chat),
    ...judgeRepeats(world, chat),
    ...judgeOrder(world, chat),
    ...judgeGap(world, chat),
    ...judgeQuiet(world, chat),
    ...judgeWanted(chat),
    ...judgeTruth(world, chat),
  ]);
  return [...ofChats, ...judgePace(world), ...judgeLooks(world)].sort((one, other) => one.at - other.at);
}
