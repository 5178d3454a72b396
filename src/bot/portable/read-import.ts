import { parse } from 'csv-parse/sync';
import type { ImportLine } from '../../app/import-wishes';
import type { Instant } from '../../core/history';
import { findLinks } from '../find-links';
import { BadLine, readBaseline, readLink, readSnooze, readStatus, readUrgent, readWish } from './read-cells';
import { VERSION, type Row } from './columns';

/** A line that is not taken, and why. */
export interface LineFault {
  /** Counts from 1. */
  readonly line: number;
  readonly why: string;
}

/** What a text brings. */
export interface ReadImport {
  readonly lines: readonly ImportLine[];
  /** In the words that set them. */
  readonly settings: readonly { readonly line: number; readonly words: string }[];
  /** Lines that say what something cost. */
  readonly prices: number;
  readonly faults: readonly LineFault[];
}

/** A link has 2,048 characters at most. */
const LONGEST_LINE = 3000;

type Item =
  | { readonly kind: 'wish'; readonly wish: ImportLine }
  | { readonly kind: 'setting'; readonly setting: ReadImport['settings'][number] }
  | { readonly kind: 'price' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'fault'; readonly fault: LineFault };

/** Lines may stand behind the word "import". Pure. */
export function dropImportWord(text: string): string {
  return /^\s*import\b[:\s]*(?<lines>[\s\S]+)$/i.exec(text)?.groups?.['lines'] ?? text;
}

/** Does a text bring anything at all? Pure. */
export function bringsLines(text: string): boolean {
  return findDelimiter(text) !== null || findLinks(text).length > 0;
}

/** Does it begin as a file of ours does? Pure. */
export function isFile(text: string): boolean {
  return findDelimiter(text) !== null;
}

/** Reads a file with named columns, or lines that say a link and a wish. Pure. A bad line spoils no other. */
export function readImport(text: string, now: Instant): ReadImport {
  const delimiter = findDelimiter(text);
  const items = delimiter === null ? readPlainLines(text) : readFile(text, delimiter, now);
  return {
    lines: items.flatMap((item) => (item.kind === 'wish' ? [item.wish] : [])),
    settings: items.flatMap((item) => (item.kind === 'setting' ? [item.setting] : [])),
    prices: items.filter(({ kind }) => kind === 'price').length,
    faults: items.flatMap((item) => (item.kind === 'fault' ? [item.fault] : [])),
  };
}

/** What stands between the names of the first line, when one of them is "link". */
function findDelimiter(text: string): string | null {
  const header = text.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((one) => header.includes(one));
  if (delimiter === undefined) return null;
  const names = header.split(delimiter).map((name) => name.replaceAll(/["\s\ufeff]/g, '').toLowerCase());
  return names.includes('link') ? delimiter : null;
}

function readPlainLines(text: string): Item[] {
  return text
    .split(/\r?\n/)
    .map((written, index) => readLine(index + 1, () => readPlainLine(written, index + 1)));
}

/** "LINK target 79 EUR", perhaps behind the mark of a list. */
function readPlainLine(written: string, line: number): Item {
  if (/^\s*(?:#.*)?$/.test(written)) return { kind: 'nothing' };
  if (written.length > LONGEST_LINE) throw new BadLine('it is too long');
  const link = readLink(written);
  const words = written
    .replace(/^\s*(?:[-*•·–]|\d{1,4}[.)])\s+/u, '')
    .split(/\s+/)
    .filter((word) => findLinks(word).length === 0)
    .join(' ')
    .replace(/^[\s,;:|–-]+|[\s,;|]+$/gu, '');
  const bare = { status: 'active', baseline: null, snooze: null, urgent: null } as const;
  return { kind: 'wish', wish: { line, link, rule: readWish(words), ...bare } };
}

function readFile(text: string, delimiter: string, now: Instant): Item[] {
  const broken: Item[] = [];
  const items = parse<Item>(text, {
    ...{ bom: true, trim: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true },
    delimiter,
    columns: (names: string[]) => names.map((name) => name.toLowerCase()),
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = typeof error?.['lines'] === 'number' ? error['lines'] : 1;
      broken.push(fault(line, 'a quotation mark is not closed'));
      return undefined;
    },
    on_record: (row, { lines }) => readLine(lines, () => readRow(row as Row, lines, now)),
  });
  return [...items, ...broken];
}

function readRow(row: Row, line: number, now: Instant): Item {
  const { record = 'product', wish = '' } = row;
  switch (record.toLowerCase()) {
    case '':
    case 'product':
      return { kind: 'wish', wish: readProduct(row, line, now) };
    case 'setting':
      return { kind: 'setting', setting: { line, words: wish } };
    case 'price':
      return { kind: 'price' };
    case 'ebb':
      if (Number(wish) > VERSION) throw new BadLine('this file was written by a newer Ebb than I am');
      return { kind: 'nothing' };
    default:
      throw new BadLine('its record is none of product, setting, price');
  }
}

function readProduct(row: Row, line: number, now: Instant): ImportLine {
  const { link = '', wish = '', status = '', price = '', from = '', snoozed = '', urgent = '' } = row;
  return {
    line,
    link: readLink(link),
    rule: readWish(wish),
    status: readStatus(status.toLowerCase()),
    baseline: readBaseline(price, from, now),
    snooze: readSnooze(snoozed, now),
    urgent: readUrgent(urgent.toLowerCase()),
  };
}

function readLine(line: number, read: () => Item): Item {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadLine) return fault(line, error.message);
    throw error;
  }
}

function fault(line: number, why: string): Item {
  return { kind: 'fault', fault: { line, why } };
}
