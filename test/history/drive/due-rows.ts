import SqliteFile from 'better-sqlite3';
import { Client } from 'pg';
import { LOOK_AHEAD_MS } from '../../../src/app/raise-reminder';

/** What Ebb has to do, as its rows say. Only the driver reads them, to know how far time may pass. */
export interface Due {
  /** Work that can be taken up now. */
  readonly now: number;
  /** When more falls due; null: nothing will. */
  readonly next: number | null;
  /** Tokens of what is claimed. */
  readonly claims: readonly string[];
}

export interface DueRows {
  read(now: number): Promise<Due>;
  close(): Promise<void>;
}

const REACHED = 'd.settled_at is null and c.gone_at is null';
/** A reminder is first prepared, then raised. */
const REMINDER_AT = `(case is_prepared when 1 then remind_at else remind_at - ${LOOK_AHEAD_MS} end)`;
const REMINDERS = `reminders r join subscriptions s on s.id = r.subscription_id
  join conversations c on c.id = s.conversation_id where c.gone_at is null`;

function makeQuery(now: number): string {
  const free = (claim: string): string => `(${claim} is null or ${claim} <= ${now})`;
  const ahead = (column: string, from: string): string =>
    `select min(${column}) as at from ${from} and ${column} > ${now}`;
  return `select
    (select count(*) from products where dormant = 0 and next_check_at <= ${now} and ${free('claim_expires_at')})
    + (select count(*) from deliveries d join conversations c on c.id = d.conversation_id
      where ${REACHED} and d.not_before <= ${now} and ${free('c.lease_expires_at')}
      and not exists (select 1 from pace where "key" = d.bucket and closed_until > ${now})
      and d.id in (select min(id) from deliveries where settled_at is null
        and (waits_for is null or not_before <= ${now}) group by conversation_id))
    + (select count(*) from ${REMINDERS} and ${REMINDER_AT} <= ${now}) as now,
    (select min(at) from (
      ${ahead('next_check_at', 'products where dormant = 0')}
      union all ${ahead('claim_expires_at', 'products where dormant = 0')}
      union all ${ahead('d.not_before', `deliveries d join conversations c on c.id = d.conversation_id where ${REACHED}`)}
      union all ${ahead('closed_until', 'pace where exists (select 1 from deliveries where bucket = "key" and settled_at is null)')}
      union all ${ahead('lease_expires_at', 'conversations where 1 = 1')}
      union all ${ahead(REMINDER_AT, REMINDERS)}) as instants) as next,
    (select string_agg(token, ' ') from (
      select claim_token as token from products where claim_token is not null
      union all select lease_token from conversations where lease_token is not null) as claims) as claims`;
}

interface Row {
  readonly now: number | string;
  readonly next: number | string | null;
  readonly claims: string | null;
}

function readRow({ now, next, claims }: Row): Due {
  return {
    now: Number(now),
    next: next === null ? null : Number(next),
    claims: claims === null ? [] : claims.split(' '),
  };
}

/** @param url as `EBB_DATABASE_URL` has it; the tables exist already. */
export async function openDueRows(url: string): Promise<DueRows> {
  if (url.startsWith('sqlite:')) {
    const file = new SqliteFile(url.slice('sqlite:'.length), { readonly: true });
    return {
      read: (now) => Promise.resolve(readRow(file.prepare(makeQuery(now)).get() as Row)),
      close: () => Promise.resolve(void file.close()),
    };
  }
  const client = new Client(url);
  await client.connect();
  return {
    read: async (now) => readRow((await client.query<Row>(makeQuery(now))).rows[0]!),
    close: () => client.end(),
  };
}
