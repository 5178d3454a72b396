import { type Money, toDecimal } from '../../core/money';
import { type Reading, chosenOffer } from '../../core/reading';

/**
 * What became of a page since it was recorded: `drifted` — the shop shows it in another way and the watcher
 * must be looked after; `changed` — the product did (sold out, gone), and another one would be a better
 * canary; `unseen` — the shop did not let us look.
 */
export type Drift = 'same' | 'changed' | 'drifted' | 'unseen';

export interface Comparison {
  readonly drift: Drift;
  /** Sentences; empty when all is the same. */
  readonly differences: readonly string[];
}

const UNSEEN: readonly Reading['kind'][] = ['blocked', 'refused', 'unreachable'];
/** What a working watcher may find where a product was, for its own sake. */
const OUTCOMES: readonly Reading['kind'][] = ['offer', 'unavailable', 'not-found'];
/** Below this share of common words it is another title. */
const LEAST_ALIKE = 0.5;

/** @param last the recorded page as it is read today; null when none was recorded. */
export function compareLooks(last: Reading | null, now: Reading): Comparison {
  if (UNSEEN.includes(now.kind)) return { drift: 'unseen', differences: [describeReading(now)] };
  if (last === null || last.kind !== now.kind) return compareKinds(last, now);
  const differences = [...compareSources(last, now), ...compareTitles(last, now)];
  return { drift: differences.length > 0 ? 'drifted' : 'same', differences };
}

function compareKinds(last: Reading | null, now: Reading): Comparison {
  const expected = last === null ? 'an offer' : describeReading(last);
  const isOffer = last === null && now.kind === 'offer';
  if (isOffer) return { drift: 'same', differences: [] };
  return {
    drift: OUTCOMES.includes(now.kind) ? 'changed' : 'drifted',
    differences: [`is ${describeReading(now)} instead of ${expected}`],
  };
}

function compareSources(last: Reading, now: Reading): string[] {
  const [before, after] = [last, now].map((reading) => chosenOffer(reading));
  if (!before?.price || !after) return [];
  if (!after.price) return ['shows no price any more'];
  const { source } = after.evidence;
  return source === before.evidence.source
    ? []
    : [`has its price from ${source} instead of ${before.evidence.source}`];
}

function compareTitles(last: Reading, now: Reading): string[] {
  const [before, after] = [last, now].map((reading) => chosenOffer(reading)?.title);
  if (before === undefined || after === undefined || likeness(before, after) >= LEAST_ALIKE) return [];
  return [`is titled "${after}" instead of "${before}"`];
}

/** The share of words that two texts have in common, 0 to 1. */
function likeness(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const common = [...first].filter((word) => second.has(word)).length;
  const all = first.size + second.size;
  return all === 0 ? 1 : (2 * common) / all;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** In a few words: `offer for 79.90 EUR by json-ld`. */
export function describeReading(reading: Reading): string {
  const offer = chosenOffer(reading);
  if (offer?.price) return `${reading.kind} for ${describeMoney(offer.price)} by ${offer.evidence.source}`;
  return 'why' in reading ? `${reading.kind} (${reading.why})` : reading.kind;
}

function describeMoney(money: Money): string {
  return `${toDecimal(money)} ${money.currency}`;
}
