import type { Dice } from './dice';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a shop shows of one product. */
export interface Shown {
  /** In cents; null: the page shows none. */
  readonly cents: number | null;
  readonly inStock: boolean;
  readonly answers: 'page' | 'not-found' | 'blocked' | 'error';
}

/** What is shown next, and for how long. */
interface Move {
  readonly shown: Shown;
  readonly lastsMs: number;
}

type Step = (dice: Dice, walk: { readonly usual: number; readonly lowest: number }, now: Shown) => Move;

/** How prices move; the weight says how often. */
const STEPS: readonly (readonly [weight: number, step: Step])[] = [
  [5, (dice, { usual }) => show(usual * dice.between(0.55, 0.85), dice.between(1.5 * DAY, 9 * DAY))],
  [3, (dice, { usual }, now) => show((now.cents ?? usual) * dice.between(0.95, 1.05), dice.waitAbout(DAY))],
  [3, (dice, { lowest }) => show(lowest * dice.between(0.9, 0.99), dice.between(DAY, 6 * DAY))],
  [5, (dice, { usual }) => show(usual * dice.between(0.98, 1.06), dice.between(DAY, 8 * DAY))],
  [2, (dice, { usual }) => show(usual * dice.between(0.6, 0.95), dice.between(5 * MINUTE, 5 * HOUR))],
  // Half of it gone: doubted until a second look sees it, too.
  [1, (dice, { usual }) => show(usual * dice.between(0.2, 0.45), dice.between(10 * MINUTE, 4 * DAY))],
  [2, (dice, { usual }) => ({ ...show(usual, dice.between(8 * HOUR, 4 * DAY)), ...sellOut(usual) })],
  [1, (dice) => show(null, dice.between(6 * HOUR, 2 * DAY))],
  [
    2,
    (dice, _walk, now) => ({
      shown: { ...now, answers: dice.pick(['not-found', 'blocked', 'error', 'error'] as const) },
      lastsMs: dice.between(20 * MINUTE, 30 * HOUR),
    }),
  ],
];

function show(cents: number | null, lastsMs: number): Move {
  return {
    shown: { cents: cents === null ? null : Math.round(cents), inStock: true, answers: 'page' },
    lastsMs,
  };
}

function sellOut(cents: number): Pick<Move, 'shown'> {
  return { shown: { cents: Math.round(cents), inStock: false, answers: 'page' } };
}

/** The life of one product in its shop: falls that last, small moves, new lows, recoveries, blips, faults. */
export class PriceWalk {
  lowest: number;
  private readonly seen = new Set<number>();
  private shown: Shown;

  private constructor(
    private readonly dice: Dice,
    readonly usual: number,
  ) {
    this.lowest = usual;
    this.shown = show(this.makeNew(usual), 0).shown;
  }

  static begin(dice: Dice): PriceWalk {
    return new PriceWalk(dice, Math.round(dice.between(3_000, 60_000)));
  }

  get now(): Shown {
    return this.shown;
  }

  /** No price comes twice, so that a price says when it was shown. */
  private makeNew(cents: number | null): number | null {
    if (cents === null) return null;
    let price = cents;
    while (this.seen.has(price)) price += 1;
    this.seen.add(price);
    return price;
  }

  /** Moves on. @returns for how long it stays so, in milliseconds. */
  move(): number {
    const { shown, lastsMs } = this.dice.weigh(STEPS)(this.dice, this, this.shown);
    this.shown = { ...shown, cents: shown.answers === 'page' ? this.makeNew(shown.cents) : shown.cents };
    if (shown.cents !== null) this.lowest = Math.min(this.lowest, shown.cents);
    // A low that nobody remembers is a low again.
    this.lowest += Math.round((this.usual - this.lowest) * 0.03);
    return Math.round(lastsMs);
  }
}
