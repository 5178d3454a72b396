import { z } from 'zod';
import { GROUNDS } from '../../core/ground';
import type { ListRecord } from '../../core/list-record';
import { MANNERS } from '../../core/manner';
import { isCurrency } from '../../core/money';
import { AVAILABILITIES } from '../../core/offer';

/** What the first line of a file says. A later version is refused as a whole. */
export const HEADER = { record: 'ebb', version: 1 } as const;

const instant = z.number().int().nonnegative();
const money = z.strictObject({
  minor: z.number().int().nonnegative(),
  currency: z.string().refine(isCurrency, 'no currency of ISO 4217'),
});
const days = z.number().int().min(1).max(365);
const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('subscribed') }),
  z.strictObject({ kind: z.literal('highest'), days }),
  z.strictObject({ kind: z.literal('previous') }),
]);
const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drop'), percent: z.number().min(1).max(99), from: source }),
  z.strictObject({ kind: z.literal('target'), amount: money }),
  z.strictObject({ kind: z.literal('lowest'), days, orEqual: z.boolean() }),
  z.strictObject({ kind: z.literal('back-in-stock') }),
  z.strictObject({ kind: z.literal('any-change') }),
]);
const baseline = z.strictObject({
  source: z.enum(['subscribed', 'highest', 'previous']),
  price: money,
  at: instant,
});
const snooze = z.union([z.strictObject({ until: instant }), z.strictObject({ below: money })]);
const minutes = z.number().int().min(0).max(1439);
const settings = z.strictObject({
  defaultRule: rule,
  manner: z.enum(MANNERS).exactOptional(),
  admin: z.string().exactOptional(),
  quiet: z.strictObject({ from: minutes, to: minutes }).nullable().exactOptional(),
  breakThrough: z.boolean().exactOptional(),
  snoozedUntil: instant.nullable().exactOptional(),
});
const where = z.strictObject({
  channel: z.string().min(1),
  tenant: z.string(),
  externalId: z.string().min(1),
  kind: z.enum(['personal', 'group', 'channel']),
  address: z.record(z.string(), z.unknown()),
  directoryId: z.string().exactOptional(),
  locale: z.string().exactOptional(),
  timeZone: z.string().exactOptional(),
});
const period = z
  .strictObject({
    startedAt: instant,
    endedAt: instant,
    price: money.nullable(),
    availability: z.enum(AVAILABILITIES),
  })
  .refine(({ startedAt, endedAt }) => startedAt <= endedAt, 'a period ends before it begins');
const history = z
  .array(period)
  .refine(
    (all) => all.slice(1).every(({ startedAt }, index) => startedAt >= (all[index]?.endedAt ?? 0)),
    'periods overlap, or are not in their order',
  );

const record = z.discriminatedUnion('record', [
  z.strictObject({
    record: z.literal('conversation'),
    id: z.number().int(),
    where,
    settings,
    ground: z.enum(GROUNDS),
  }),
  z.strictObject({
    record: z.literal('wish'),
    conversation: z.number().int(),
    person: z.string(),
    link: z.string().min(1).max(2048),
    rule,
    status: z.enum(['active', 'paused']),
    baseline: baseline.nullable(),
    snooze: snooze.nullable(),
    urgent: z.enum(MANNERS).nullable(),
    history,
  }),
]);

export interface ReadRecords {
  readonly records: readonly ListRecord[];
  /** One for each line that is wrong, with its number. */
  readonly faults: readonly string[];
}

/** Reads JSON lines as `ebb export` writes them. Pure. */
export function readRecords(text: string): ReadRecords {
  const records: ListRecord[] = [];
  const faults: string[] = [];
  const chats = new Set<number>();
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (!isHeader(header)) return { records, faults: ['line 1: this is no file of "ebb export", version 1'] };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const found = readRecord(line);
    const fault = typeof found === 'string' ? found : findOrphan(found, chats);
    if (fault !== null) faults.push(`line ${index + 2}: ${fault}`);
    else if (typeof found === 'object') records.push(found);
  }
  return { records, faults };
}

function isHeader(line: string): boolean {
  const parsed = z.object({ record: z.literal('ebb'), version: z.literal(1) }).safeParse(parseJson(line));
  return parsed.success;
}

/** @returns what is wrong with it as a text. */
function readRecord(line: string): ListRecord | string {
  const parsed = record.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  return `${at}${issue?.message ?? 'no record'}`;
}

/** Every wish belongs to a chat that stands above it. */
function findOrphan(found: ListRecord, chats: Set<number>): string | null {
  if (found.record === 'conversation') {
    chats.add(found.id);
    return null;
  }
  return chats.has(found.conversation) ? null : `there is no conversation ${found.conversation} above it`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
