import { findPlaces } from './announcements';
import { findBelievable } from './beliefs';
import { type Delivery, hasArrived, mayGiveUp } from './deliveries';
import { FreeTime } from './free-time';
import type { Possible } from './possible';
import type { Said } from './read-post';
import { judgeRule } from './rule-bounds';
import { confirmedAt, type Run } from './sightings';
import type { Violation } from './terms';
import type { Chat, World } from './world';
import type { Wish } from './wishes';

/** Kinds of messages that tell a price as news, or to somebody who has just asked. */
const TELLING: readonly Said['kind'][] = ['alert', 'digest', 'other'];

/** What one chat wishes of one product, and what Ebb saw of it. */
interface Case {
  readonly world: World;
  readonly chat: Chat;
  readonly product: string;
  readonly runs: readonly Run[];
  readonly wishes: Possible<Wish | null>;
}

/**
 * Every confirmed price that fulfils a wish anew is announced while it stands and the chat takes messages.
 */
export function judgeLosses(world: World, chat: Chat): readonly Violation[] {
  const freeTime = new FreeTime(world, chat);
  return [...chat.wishes].flatMap(([product, wishes]) => {
    const runs = world.runs.get(product) ?? [];
    const one = { world, chat, product, runs, wishes };
    return runs.flatMap((run, place) => judgeRun(one, freeTime, run, place));
  });
}

function judgeRun(one: Case, freeTime: FreeTime, run: Run, place: number): readonly Violation[] {
  const { world, chat, product } = one;
  const { history } = world;
  const confirmed = confirmedAt(run, history, world.terms);
  const wish = findWish(one, run);
  if (confirmed === null || wish === null || !isOwed(one, place, wish)) return [];
  const deadline = freeTime.findDeadline(product, confirmed, findEnd(one, place, wish));
  const first = run.sightings[0]!.index;
  if (deadline === null || isTold(one, place, first, deadline)) return [];
  const what = `${run.price} cents for ${product} fulfilled the wish and was not announced in time.`;
  const events = [first, confirmed, deadline].map((index) => history.events[index]!);
  return [{ promise: 'lost', chat: chat.name, at: history.at(deadline), what, events }];
}

/** @returns the wish that surely stands when the run begins; null: none does. */
function findWish({ wishes }: Case, { sightings }: Run): Wish | null {
  const [wish, ...others] = wishes.statesAt(sightings[0]!.index);
  return others.length > 0 || wish == null || wish.paused ? null : wish;
}

/** Does the run begin an episode, or reach a new low of it that is worth a word? */
function isOwed(one: Case, place: number, wish: Wish): boolean {
  const { world, product, runs } = one;
  if (!judgeRule(world, product, place, wish).must) return false;
  const before = runs.findLastIndex(
    ({ price, inStock }, earlier) => earlier < place && (isStep(wish) || (price !== null && inStock)),
  );
  const enters = before >= 0 && wasOver(one, before, place, wish);
  return enters || (!isStep(wish) && isMuchLower(one, place, wish));
}

/** Each step of these rules is an episode of its own; the others hold while a price is low. */
function isStep({ rule }: Wish): boolean {
  return rule.kind === 'any-change' || rule.kind === 'back-in-stock';
}

/** Was the state before surely seen under the same wish, and confirmed, and did the rule surely not hold? */
function wasOver(
  { world, chat, product, runs, wishes }: Case,
  before: number,
  now: number,
  wish: Wish,
): boolean {
  const { history, terms } = world;
  const run = runs[before]!;
  const index = runs[now]!.sightings[0]!.index;
  const since = Math.max(lastUpTo(wishes.changes(), index), lastUpTo(chat.contact.changes(), index));
  const isSeen = run.sightings.some((sighting) => sighting.sure && sighting.index > since);
  const isKnown = since <= history.takenAt(wish.setAt) && isBelievedAt(runs, run, wish, world);
  const isSure = (isSeen || isKnown) && confirmedAt(run, history, terms) !== null;
  if (!isSure || chat.contact.before(index) !== 'open') return false;
  if (wish.rule.kind === 'back-in-stock') return !run.inStock;
  return wish.rule.kind === 'any-change' ? run.price !== null : !judgeRule(world, product, before, wish).may;
}

/** Was it surely what Ebb held for the present state when the rule was set? */
function isBelievedAt(runs: readonly Run[], run: Run, { setAt }: Wish, { history, terms }: World): boolean {
  return [setAt, history.takenAt(setAt)].every((index) => {
    const [believed, ...others] = findBelievable(runs, index, history, terms);
    return others.length === 0 && believed === run;
  });
}

/** Is it 2 % below all that was seen since the rule was set, and so below all that was announced? */
function isMuchLower({ world, chat, runs, wishes }: Case, place: number, wish: Wish): boolean {
  const { history, terms } = world;
  const { price, sightings } = runs[place]!;
  const first = sightings[0]!.index;
  const since = Math.max(lastUpTo(wishes.changes(), first), lastUpTo(chat.contact.changes(), first));
  const known = findBelievable(runs, wish.setAt, history, terms);
  const seen = runs.slice(0, place).filter((run) => run.sightings.at(-1)!.index > wish.setAt);
  const isFollowed = seen.some((run) => run.sightings.some(({ sure, index }) => sure && index > since));
  const prices = [...known, ...seen].flatMap((run) => (run.price === null ? [] : [run.price]));
  return (
    isFollowed && chat.contact.before(first) === 'open' && prices.every((other) => price! * 100 < other * 98)
  );
}

/**
 * @returns the event from which on it is no longer owed: the price does not hold, or the wish or the chat has
 * changed.
 */
function findEnd({ world, chat, product, runs, wishes }: Case, place: number, wish: Wish): number {
  const first = runs[place]!.sightings[0]!.index;
  const over = runs.findIndex(
    (_, later) => later > place && (isStep(wish) || !judgeRule(world, product, later, wish).must),
  );
  const ends = [...wishes.changes(), ...chat.contact.changes()].filter((index) => index > first);
  return Math.min(runs[over]?.sightings[0]!.index ?? Infinity, world.history.events.length - 1, ...ends);
}

/** Was this price told, or a later one of the same episode, or given up where Ebb may give up? */
function isTold({ world, chat, product, runs }: Case, place: number, from: number, to: number): boolean {
  const isWithin = ({ post }: Delivery): boolean => post.index > from && post.index <= to;
  const isThis = ({ kind, statements }: Said): boolean =>
    TELLING.includes(kind) &&
    statements.some(
      (statement) =>
        statement.product === product && findPlaces(runs, statement, to).some((told) => told >= place),
    );
  const tries = chat.deliveries.filter((each) => isWithin(each) && (each.said.hasMore || isThis(each.said)));
  return tries.some(hasArrived) || mayGiveUp(tries, world.history);
}

function lastUpTo(indices: readonly number[], index: number): number {
  return indices.findLast((each) => each <= index) ?? -1;
}
