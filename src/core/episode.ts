import type { Instant, Period } from './history';
import { percentBelow, type Money } from './money';
import type { Evaluation, Rule } from './rule';

/** What is remembered per (subscription, product) between looks, so that an alert comes once. */
export interface Episode {
  /** The rule held at the last confirmed period that could be judged. */
  readonly open: boolean;
  /**
   * The lowest price announced in this episode; null before the first announcement, and always while none is
   * open.
   */
  readonly lowestAnnounced: Money | null;
  /** `startedAt` of the last period that was announced; no period is announced twice. */
  readonly announcedPeriod: Instant | null;
  /** A confirmed out-of-stock was seen since the last back-in-stock alert. */
  readonly sawOutOfStock: boolean;
  /** The currency changed: evaluation rests until the person answers. */
  readonly suspended: boolean;
  /** The chat was gone: nobody was told of periods that started then or later. null: all is told. */
  readonly untoldSince: Instant | null;
}

export const NEW_EPISODE: Episode = {
  open: false,
  lowestAnnounced: null,
  announcedPeriod: null,
  sawOutOfStock: false,
  suspended: false,
  untoldSince: null,
};

/**
 * An episode whose chat is back.
 * @param untold start of the earliest period whose alert was dropped with the chat; null: none was.
 */
export function comeBack(episode: Episode, goneAt: Instant, untold: Instant | null): Episode {
  const told = untold === null ? episode : NEW_EPISODE;
  return { ...told, untoldSince: Math.min(goneAt + 1, untold ?? Infinity, episode.untoldSince ?? Infinity) };
}

/** Within an episode a further fall is announced when it lies so far below what was announced last. */
const NEW_LOW_PERCENT = 2;

export interface EpisodeStep {
  readonly episode: Episode;
  /** This period is to be announced. */
  readonly fires: boolean;
}

/**
 * What one confirmed period does to an episode; the table stands in docs/episode.md. The same period again
 * changes nothing and never fires.
 *
 * A caller that has told the person already (a rule that holds from the start, a pause that ends) takes the
 * step and drops
 * `fires`: the episode then counts this period as announced.
 */
export function next(episode: Episode, rule: Rule, evaluation: Evaluation, period: Period): EpisodeStep {
  if (episode.suspended) return { episode, fires: false };
  if (evaluation.otherCurrency !== null) return { episode: suspend(episode), fires: false };
  if (evaluation.holds === null) return { episode, fires: false };
  if (!evaluation.holds) return { episode: close(episode, rule), fires: false };
  if (period.startedAt === episode.announcedPeriod || !isWorthSaying(episode, rule, period)) {
    return { episode: { ...episode, open: true }, fires: false };
  }
  return { episode: announce(episode, period), fires: true };
}

function isWorthSaying({ lowestAnnounced, sawOutOfStock }: Episode, rule: Rule, period: Period): boolean {
  if (rule.kind === 'back-in-stock') return sawOutOfStock;
  if (isEachPeriodAnEpisode(rule) || lowestAnnounced === null || period.price === null) return true;
  return isNewLow(lowestAnnounced, period.price);
}

/** Is a price so far below one that was announced that it is announced, too? */
export function isNewLow(announced: Money, price: Money): boolean {
  return (percentBelow(announced, price) ?? 0) >= NEW_LOW_PERCENT;
}

function isEachPeriodAnEpisode(rule: Rule): boolean {
  return rule.kind === 'any-change' || (rule.kind === 'drop' && rule.from.kind === 'previous');
}

function announce(episode: Episode, period: Period): Episode {
  return {
    ...episode,
    open: true,
    lowestAnnounced: period.price,
    announcedPeriod: period.startedAt,
    sawOutOfStock: false,
  };
}

function close(episode: Episode, rule: Rule): Episode {
  return { ...episode, open: false, lowestAnnounced: null, sawOutOfStock: rule.kind === 'back-in-stock' };
}

function suspend(episode: Episode): Episode {
  return { ...episode, open: false, lowestAnnounced: null, suspended: true };
}
