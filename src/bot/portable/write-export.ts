import { stringify } from 'csv-stringify/sync';
import type { ExportedList, ExportedWish } from '../../app/read-export';
import type { Instant } from '../../core/history';
import type { Snooze } from '../../core/records';
import { nameProduct } from '../views/describe-product';
import { COLUMNS, VERSION, type Row } from './columns';
import { sayMoney, sayRule, saySettings } from './say-wish';

/** A list as a file that spreadsheets open and `readImport` reads. Pure. */
export function writeExport({ conversation, wishes }: ExportedList): string {
  const rows: Row[] = [
    { record: 'ebb', wish: String(VERSION) },
    ...saySettings(conversation).map((wish) => ({ record: 'setting', wish })),
    ...wishes.map(writeWish),
    ...wishes.flatMap(writeHistory),
  ];
  return stringify(rows, {
    header: true,
    columns: [...COLUMNS],
    record_delimiter: 'windows',
    bom: true,
    // A shop's title that begins like a formula must not be one.
    escape_formulas: true,
    quoted_match: /[;\t]/,
  });
}

/** A wish as a line to paste. */
export function writeLine({ product, rule }: ExportedWish): string {
  return `${product.url} ${sayRule(rule)}`;
}

function writeWish({ product, rule, status, baseline, snooze, urgent }: ExportedWish): Row {
  return {
    record: 'product',
    link: product.url,
    wish: sayRule(rule),
    title: nameProduct(product),
    status,
    ...(baseline ? { price: sayMoney(baseline.price), from: writeInstant(baseline.at) } : {}),
    ...(snooze ? { snoozed: writeSnooze(snooze) } : {}),
    ...(urgent ? { urgent } : {}),
  };
}

function writeHistory({ product, history }: ExportedWish): Row[] {
  return history.map(({ startedAt, endedAt, price, availability }) => ({
    record: 'price',
    link: product.url,
    title: nameProduct(product),
    ...(price ? { price: sayMoney(price) } : {}),
    from: writeInstant(startedAt),
    until: writeInstant(endedAt),
    availability,
  }));
}

function writeSnooze(snooze: Snooze): string {
  return 'until' in snooze ? writeInstant(snooze.until) : `below ${sayMoney(snooze.below)}`;
}

function writeInstant(at: Instant): string {
  return new Date(at).toISOString();
}
