import { next, type Episode, type EpisodeStep } from '../core/episode';
import type { Instant, Period } from '../core/history';
import { findLowestSeen } from '../core/lowest-seen';
import type { Money } from '../core/money';
import type { AlertBody, NoticeBody, NoticeDraft } from '../core/notice';
import type { Offer } from '../core/offer';
import type { Watch, WatchChange } from '../core/records';
import { baselineOf, evaluate, type Baseline } from '../core/rule';

/** A confirmed look at a product. */
export interface ConfirmedLook {
  readonly productId: number;
  readonly offer: Offer | null;
  /** What stood before the look, oldest first, the running period last. */
  readonly history: readonly Period[];
  readonly period: 'extend' | Period;
  readonly now: Instant;
}

export interface WatchOutcome {
  /** null: nothing changes. */
  readonly change: WatchChange | null;
  readonly notices: readonly NoticeDraft[];
}

/**
 * What a confirmed look means for one watch: the baseline at the first price, the episode's steps, an alert
 * or the word that the currency changed. Only active subscriptions take steps; a pause ends with the silent
 * step below.
 */
export function followWatch(watch: Watch, look: ConfirmedLook): WatchOutcome {
  const { subscription } = watch;
  const baseline = watch.baseline ?? startBaseline(look);
  const { episode, bodies } =
    subscription.status === 'active'
      ? stepEpisode(watch, baseline, look)
      : { episode: watch.episode, bodies: [] };
  const change: WatchChange = {
    subscriptionId: subscription.id,
    ...(baseline !== null && watch.baseline === null ? { baseline } : {}),
    ...(JSON.stringify(episode) === JSON.stringify(watch.episode) ? {} : { episode }),
  };
  // The alert of a period may have been owed before, and dropped with the chat.
  const at = (watch.episode.untoldSince === null ? periodNow(look)?.startedAt : null) ?? look.now;
  return {
    change: Object.keys(change).length > 1 ? change : null,
    notices: bodies.map((body) => ({
      subscriptionId: subscription.id,
      productId: look.productId,
      idempotencyKey: `${nameOccasion(body)}:${subscription.id}:${look.productId}:${at}`,
      body,
    })),
  };
}

function nameOccasion(body: NoticeBody): string {
  return body.kind === 'trouble' ? body.trouble.kind : body.kind;
}

function periodNow({ history, period }: ConfirmedLook): Period | null {
  return period === 'extend' ? (history.at(-1) ?? null) : period;
}

function startBaseline(look: ConfirmedLook): Baseline | null {
  const price = periodNow(look)?.price ?? null;
  return price && { source: 'subscribed', price, at: look.now };
}

/**
 * First the period that the person knows of, as a silent step (docs/episode.md), then what they were not
 * told: the new period, and before it those that came while the chat was gone. Only the last one stands; it
 * is silent, too, when it is itself the answer to a pasted link, to an import or to an objection.
 */
function stepEpisode(
  watch: Watch,
  baseline: Baseline | null,
  look: ConfirmedLook,
): { readonly episode: Episode; readonly bodies: readonly NoticeBody[] } {
  const history = look.period === 'extend' ? look.history : [...look.history, look.period];
  const told = countTold(watch.episode, look);
  const last = history.length - 1;
  const bodies: NoticeBody[] = [];
  let episode: Episode = { ...watch.episode, untoldSince: null };
  for (const [index, period] of history.entries()) {
    if (index < told - 1) continue;
    const step = takeStep(watch, episode, { baseline, history, period });
    bodies.push(...step.bodies);
    const isNews = step.fires && index >= told;
    // It is over, and nobody announced it.
    if (isNews && index < last) continue;
    episode = step.episode;
    const alert = isNews && !isAnswer(watch) ? makeAlert(watch, baseline, history, look) : null;
    if (alert) bodies.push(alert);
  }
  return { episode, bodies };
}

/** How many periods, from the first on, the person knows of. */
function countTold({ untoldSince }: Episode, { history }: ConfirmedLook): number {
  const first = untoldSince === null ? -1 : history.findIndex(({ startedAt }) => startedAt >= untoldSince);
  return first < 0 ? history.length : first;
}

function isAnswer({ answerOwed, baseline }: Watch): boolean {
  if (answerOwed === 'report' || answerOwed === 'import') return true;
  return answerOwed === 'track' && baseline === null;
}

/** `bodies` tells of a currency that has changed. */
function takeStep(
  { subscription: { rule }, isFirst }: Watch,
  episode: Episode,
  seen: Parameters<typeof evaluate>[1],
): EpisodeStep & { readonly bodies: readonly NoticeBody[] } {
  const evaluation = evaluate(rule, seen);
  const step = next(episode, rule, evaluation, seen.period);
  const { otherCurrency } = evaluation;
  // A shop that was added in another currency than the amount is only named; the person chose it.
  const isOwn = !isFirst && seen.baseline?.price.currency === seen.period.price?.currency;
  const isNews = step.episode.suspended && !episode.suspended && !isOwn;
  const bodies =
    isNews && otherCurrency && seen.period.price
      ? [sayCurrencyChanged(otherCurrency, seen.period.price)]
      : [];
  return { ...step, bodies };
}

function sayCurrencyChanged(from: string, to: Money): NoticeBody {
  return { kind: 'trouble', trouble: { kind: 'currency-changed', from, to } };
}

/** @param history up to the period that is announced. */
function makeAlert(
  { subscription: { rule } }: Watch,
  baseline: Baseline | null,
  history: readonly Period[],
  { offer, now }: ConfirmedLook,
): AlertBody | null {
  const [before, period] = [history.slice(0, -1), history.at(-1)];
  if (!offer || !period) return null;
  return {
    kind: 'alert',
    rule,
    baseline: baselineOf(rule, baseline, before, period.startedAt),
    offer,
    before: before.at(-1)?.price ?? null,
    lowestIn30Days: findLowestSeen(history, now),
    checkedAt: now,
    period: period.startedAt,
    test: false,
  };
}
