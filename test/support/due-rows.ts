import SqliteFile from 'better-sqlite3';
import { Client } from 'pg';
import { LOOK_AHEAD_MS } from '../../src/app/raise-reminder';
import { SHORT_GAP_MS, SHORT_PAUSE_MS } from '../../src/core/lane';

/** What Ebb has to do, as its rows say. Whoever moves its clock reads them, to know how far time may pass. */
export interface Due {
  /** Work that can be taken up now. */
  readonly now: number;
  /** When more falls due; null: nothing will. */
  readonly next: number | null;
  /** Tokens of what is claimed. */
  readonly claims: readonly string[];
  /** How many of the claimed products wait for the gap of their lane. */
  readonly waiting: number;
}

export interface DueRows {
  read(now: number): Promise<Due>;
  close(): Promise<void>;
}

/**
 * Work of a kind each: when it is due, until when somebody has it in hand, until when there is no room for
 * it, and whether it is its turn.
 */
const WORK = `
  select p.next_check_at as due_at, p.claim_expires_at as free_at,
      case when p.next_check_at > 0 and l.paused_until > $now and l.paused_until <= $now + ${SHORT_PAUSE_MS}
        then l.paused_until else coalesce(l.free_at, 0) - ${SHORT_GAP_MS} end as open_at,
      case when l.turn_expires_at > $now and l.paused_until <= $now then 0 else 1 end as in_line
    from products p left join lanes l on l.lane = p.host where p.dormant = 0
  union all select d.not_before, c.lease_expires_at, p.closed_until, case when d.id in (select min(id) from deliveries
      where settled_at is null and (waits_for is null or not_before <= $now) group by conversation_id) then 1 else 0 end
    from deliveries d join conversations c on c.id = d.conversation_id left join pace p on p."key" = d.bucket
    where d.settled_at is null and c.gone_at is null
  union all select k.not_before, k.claim_expires_at, 0, 1 from cards k join conversations c on c.id = k.conversation_id
    where k.stale_since is not null and c.gone_at is null
  union all select case r.is_prepared when 1 then r.remind_at else r.remind_at - ${LOOK_AHEAD_MS} end, 0, 0, 1
    from reminders r join subscriptions s on s.id = r.subscription_id
    join conversations c on c.id = s.conversation_id where c.gone_at is null`;
const QUERY = `with work as (${WORK})
  select
    (select count(*) from work where in_line = 1
      and due_at <= $now and coalesce(free_at, 0) <= $now and coalesce(open_at, 0) <= $now) as now,
    (select min(at) from (select due_at as at from work union all select free_at from work
      union all select open_at from work union all select free_at from lanes) as instants where at > $now) as next,
    (select count(*) from products p join lanes l on l.lane = p.host
      where p.claim_token is not null and l.turn_token is null and l.free_at > $now) as waiting,
    (select string_agg(token, ' ') from (
      select claim_token as token from products where claim_token is not null
      union all select claim_token from cards where claim_token is not null
      union all select lease_token from conversations where lease_token is not null) as claims) as claims`;

function makeQuery(now: number): string {
  return QUERY.replaceAll('$now', String(now));
}

interface Row {
  readonly now: number | string;
  readonly next: number | string | null;
  readonly claims: string | null;
  readonly waiting: number | string;
}

function readRow({ now, next, claims, waiting }: Row): Due {
  return {
    now: Number(now),
    next: next === null ? null : Number(next),
    claims: claims === null ? [] : claims.split(' '),
    waiting: Number(waiting),
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
