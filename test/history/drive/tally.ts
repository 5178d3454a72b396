import type { TraceEvent } from '../trace';

const WEEK = 7 * 86_400_000;

/** What a history was made of. */
export interface Tally {
  /** From a chat's first word to the end. */
  readonly conversationWeeks: number;
  readonly kills: number;
  readonly turns: number;
  readonly looks: number;
  /** Posts by what the connector answered. */
  readonly posts: Readonly<Record<string, number>>;
}

export function tallyHistory(events: readonly TraceEvent[]): Tally {
  const end = events.at(-1)?.at ?? 0;
  const begins = new Map<string, number>();
  const posts: Record<string, number> = {};
  for (const event of events) {
    if (event.kind === 'taken' && !begins.has(event.chat)) begins.set(event.chat, event.at);
    if (event.kind !== 'post') continue;
    const answer = `${event.told ?? 'broken off'}${event.told !== 200 && event.shown ? ' but shown' : ''}`;
    posts[answer] = (posts[answer] ?? 0) + 1;
  }
  const count = (kind: TraceEvent['kind']): number => events.filter((event) => event.kind === kind).length;
  return {
    conversationWeeks: [...begins.values()].reduce((sum, at) => sum + (end - at) / WEEK, 0),
    kills: count('kill'),
    turns: count('taken'),
    looks: count('look'),
    posts,
  };
}
