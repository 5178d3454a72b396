import type { Instant } from '../core/history';
import { formatMoney } from '../core/money';
import type { Money } from '../core/money';
import type { Conversation } from '../core/records';

/** Prints money and times the way one conversation reads them. */
export interface Print {
  money(money: Money): string;
  /** A day: "15 Jan 2026". */
  day(at: Instant): string;
  /** An ISO date, which is the same day in every zone: "15 Jan 2026". */
  date(date: string): string;
  /** A day with the time, and the zone while the person has told none. */
  moment(at: Instant): string;
  /** "12.5 %", without needless digits. */
  percent(percent: number): string;
}

const USUAL_LOCALE = 'en';
const prints = new Map<string, Print>();

/** Formatters are costly to make: one set per locale and time zone is kept. */
export function printFor({ locale, timeZone }: Pick<Conversation, 'locale' | 'timeZone'>): Print {
  const key = `${locale} ${timeZone ?? ''}`;
  const print = prints.get(key) ?? makePrint(findLocale(locale), timeZone);
  prints.set(key, print);
  return print;
}

function makePrint(locale: string, timeZone: string | null): Print {
  const zone = { timeZone: timeZone ?? 'UTC' };
  const date = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...date, ...zone });
  const fixedDay = new Intl.DateTimeFormat(locale, { ...date, timeZone: 'UTC' });
  const zoneName = timeZone === null ? { timeZoneName: 'short' as const } : {};
  const moment = new Intl.DateTimeFormat(locale, { ...date, ...time, ...zone, ...zoneName });
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    money: (money) => formatMoney(money, locale),
    day: (at) => day.format(at),
    date: (text) => fixedDay.format(Date.parse(text)),
    moment: (at) => moment.format(at),
    percent: (value) => `${percent.format(value)} %`,
  };
}

/** A channel may tell a locale that Intl refuses. */
function findLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? USUAL_LOCALE;
  } catch {
    return USUAL_LOCALE;
  }
}
