import { readPost } from '../judge/read-post';
import type { TraceEvent } from '../trace';

const WEEK = 7 * 86_400_000;
const NO_TITLES: ReadonlyMap<string, string> = new Map();

/** What histories were made of: how much of each thing there was, by its name. */
export type Tally = Readonly<Record<string, number>>;

/**
 * A conversation lasts from a chat's first word to the end. Posts count by what they say, and by what was
 * answered.
 */
export function tallyHistory(events: readonly TraceEvent[]): Tally {
  const end = events.at(-1)?.at ?? 0;
  const begins = new Map<string, number>();
  for (const event of events)
    if (event.kind === 'taken' && !begins.has(event.chat)) begins.set(event.chat, event.at);
  const weeks = [...begins.values()].reduce((sum, at) => sum + (end - at) / WEEK, 0);
  const things = events
    .flatMap(nameThings)
    .toSorted()
    .map((name) => ({ [name]: 1 }));
  return sumTallies([{ 'conversation-weeks': weeks, kills: 0, turns: 0, looks: 0 }, ...things]);
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum: Record<string, number> = {};
  for (const tally of tallies)
    for (const [name, amount] of Object.entries(tally)) sum[name] = (sum[name] ?? 0) + amount;
  return sum;
}

/** "kills 3, turns 14, …" */
export function writeTally(tally: Tally): string {
  return Object.entries(tally)
    .map(([name, amount]) => `${name} ${Number.isInteger(amount) ? amount : amount.toFixed(1)}`)
    .join(', ');
}

function nameThings(event: TraceEvent): readonly string[] {
  switch (event.kind) {
    case 'kill':
      return ['kills'];
    case 'taken':
      return ['turns'];
    case 'look':
      return ['looks'];
    case 'post': {
      const { replyTo, text, told, shown } = event;
      const kind = replyTo === null ? readPost(text, NO_TITLES).kind : 'reply';
      return [`${kind} posts`, `posts told ${told ?? 'nothing'}${told !== 200 && shown ? ' but shown' : ''}`];
    }
    default:
      return [];
  }
}
