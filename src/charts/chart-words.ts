import type { Instant } from '../core/history';
import { formatMoney, scaleOf, type Money } from '../core/money';
import type { TimeTicks } from './ticks';

/** How one reader's amounts and days are written in a picture. */
export interface ChartWords {
  money(money: Money): string;
  /**
   * The amounts of the scale, in minor units: all alike, without decimals they do not need, large ones
   * shortened.
   */
  scale(minors: readonly number[], currency: string): readonly string[];
  day(at: Instant): string;
  time(at: Instant, unit: TimeTicks['unit']): string;
}

const USUAL_LOCALE = 'en';
/** Amounts from here on are shortened on the scale: "€120K". */
const LARGE = 100_000;

/** What the picture's font can show: Latin, Greek, Cyrillic, punctuation, signs of currencies. */
const DRAWABLE = /^[\u0020-\u024f\u0370-\u052f\u2000-\u206f\u20a0-\u20bf\u2212]*$/;

/** Where a locale writes with other letters or digits, the usual ones stand in. */
export function wordsFor(locale: string, timeZone: string | null, withYear: boolean): ChartWords {
  const dates = dateFormats(locale, timeZone, withYear);
  const drawn = isDrawable(dates) ? dates : dateFormats(USUAL_LOCALE, timeZone, withYear);
  return {
    ...drawn,
    money: (money) => drawable((one) => formatMoney(money, one), locale, money.currency),
    scale: (minors, currency) =>
      minors.map((minor) => drawable((one) => formatOnScale(minor, minors, currency, one), locale, currency)),
  };
}

function dateFormats(
  locale: string,
  timeZone: string | null,
  withYear: boolean,
): Pick<ChartWords, 'day' | 'time'> {
  const format = (options: Intl.DateTimeFormatOptions): ((at: Instant) => string) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at) => made.format(at);
  };
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  const day = format({ day: 'numeric', month: 'short', ...year, timeZone: timeZone ?? 'UTC' });
  const units = {
    day: format({ day: 'numeric', month: 'short' }),
    month: format({ month: 'short', year: 'numeric' }),
    year: format({ year: 'numeric' }),
  };
  return { day, time: (at, unit) => units[unit](at) };
}

function isDrawable({ day, time }: Pick<ChartWords, 'day' | 'time'>): boolean {
  return DRAWABLE.test(`${day(0)}${time(0, 'month')}`);
}

function drawable(write: (locale: string) => string, locale: string, currency: string): string {
  const written = write(locale);
  if (DRAWABLE.test(written)) return written;
  const usual = write(USUAL_LOCALE);
  return DRAWABLE.test(usual) ? usual : usual.replace(/[^\d.,\-KMBT]+/g, `${currency} `).trim();
}

function formatOnScale(minor: number, all: readonly number[], currency: string, locale: string): string {
  const scale = scaleOf(currency) ?? 2;
  const unit = 10 ** scale;
  const digits = all.every((one) => one % unit === 0) ? 0 : scale;
  const isLarge = Math.max(...all) >= LARGE * unit;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(isLarge
      ? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  }).format(minor / unit);
}
