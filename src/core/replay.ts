import { NEW_EPISODE, next } from './episode';
import { DAY, daysLooked, type Instant, type Period } from './history';
import { evaluate, type Baseline, type Rule } from './rule';

/** How often a rule would have fired in the past. */
export interface Replay {
  readonly times: number;
  /** How far it goes back. */
  readonly days: number;
  /** On how many of `days` the product was seen. */
  readonly daysLooked: number;
}

const REPLAY_DAYS = 90;
/** A shorter time says nothing about how often. */
const LEAST_DAYS = 7;

/**
 * Lives the last days again, as if the wish had been made at their beginning: what held then was no news.
 * Prices before a change of the currency are left out. Pure. `baseline` is the price that a `drop` measures
 * from today.
 * @returns null without enough history.
 */
export function replayRule(
  rule: Rule,
  baseline: Baseline | null,
  history: readonly Period[],
  now: Instant,
): Replay | null {
  const seen = history.map((period) => ({
    period,
    evaluation: evaluate(rule, { baseline, history, period }),
  }));
  const comparable = seen.slice(
    seen.findLastIndex(({ evaluation }) => evaluation.otherCurrency !== null) + 1,
  );
  const first = comparable[0]?.period.startedAt ?? now;
  const days = Math.min(REPLAY_DAYS, Math.floor((now - first) / DAY));
  if (days < LEAST_DAYS) return null;
  const since = Math.max(first, now - REPLAY_DAYS * DAY);
  const begin = comparable.findLastIndex(({ period }) => period.startedAt <= since);
  let episode = NEW_EPISODE;
  let times = 0;
  for (const { period, evaluation } of comparable.slice(begin)) {
    const step = next(episode, rule, evaluation, period);
    episode = step.episode;
    if (step.fires && period.startedAt > since) times += 1;
  }
  // A span of 90 times 24 hours touches 91 calendar days.
  return { times, days, daysLooked: Math.min(days, daysLooked(history, now - days * DAY, now)) };
}
