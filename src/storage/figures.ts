import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { FigureStore, WaitingWork } from '../core/metrics';
import type { Database, Executor } from './database';

export function createFigureStore({ db }: Database): FigureStore {
  return {
    read: async (now) => {
      const owed = sql`deliveries d join conversations c on c.id = d.conversation_id
        where d.settled_at is null and c.gone_at is null`;
      const stale = sql`cards k join conversations c on c.id = k.conversation_id
        where k.stale_since is not null and c.gone_at is null`;
      const promised = sql`reminders r join subscriptions s on s.id = r.subscription_id
        join conversations c on c.id = s.conversation_id where c.gone_at is null`;
      return {
        waiting: {
          // What somebody asked for stands at 0, which is no time.
          polls: await readWaiting(
            db,
            sql`nullif(next_check_at, 0)`,
            sql`products where dormant = 0 and next_check_at <= ${now}`,
          ),
          deliveries: await readWaiting(db, sql`d.not_before`, sql`${owed} and d.not_before <= ${now}`),
          cards: await readWaiting(db, sql`k.not_before`, sql`${stale} and k.not_before <= ${now}`),
          reminders: await readWaiting(db, sql`r.remind_at`, sql`${promised} and r.remind_at <= ${now}`),
        },
        owed: (await readWaiting(db, sql`d.not_before`, owed)).due,
      };
    },
  };
}

async function readWaiting(
  db: Executor,
  dueAt: RawBuilder<unknown>,
  rows: RawBuilder<unknown>,
): Promise<WaitingWork> {
  const answer = await sql<WaitingWork>`
    select count(*) as due, min(${dueAt}) as "oldestDueAt" from ${rows}`.execute(db);
  return answer.rows[0] ?? { due: 0, oldestDueAt: null };
}
