import { DAY, type Period } from '../../src/core/history';
import type { Money } from '../../src/core/money';
import type { Availability } from '../../src/core/offer';

/** Noon of the first day of the tests' calendar. */
export const DAY_ONE: number = Date.UTC(2026, 0, 1, 12);

export function euro(amount: number): Money {
  return { minor: Math.round(amount * 100), currency: 'EUR' };
}

export function dollar(amount: number): Money {
  return { minor: Math.round(amount * 100), currency: 'USD' };
}

/**
 * One stretch of `makeHistory`: a price in euro, a Money, or null for no price; how long it stood (1 day) and
 * in which state.
 */
export interface Stretch {
  readonly price: number | Money | null;
  readonly days?: number;
  readonly availability?: Availability;
}

/** Periods one after the other from DAY_ONE on; each ends one minute before the next begins. */
export function makeHistory(stretches: readonly (number | Stretch)[]): Period[] {
  let startedAt = DAY_ONE;
  return stretches.map((given) => {
    const { price, days = 1, availability } = typeof given === 'number' ? { price: given } : given;
    const period: Period = {
      startedAt,
      endedAt: startedAt + days * DAY - 60_000,
      price: typeof price === 'number' ? euro(price) : price,
      availability: availability ?? (price === null ? 'out-of-stock' : 'in-stock'),
    };
    startedAt += days * DAY;
    return period;
  });
}
