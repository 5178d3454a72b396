import type { Selectable } from 'kysely';
import { IDLE_LANE, type LaneState, type LaneStore, askLane, leaveLane } from '../core/lane';
import type { Database, Executor } from './database';
import type { LanesTable } from './product-tables';

export function createLaneStore(database: Database): LaneStore {
  return {
    take: (lane, claim, now) =>
      change(database, lane, (state) => {
        const answer = askLane(state, now);
        return { answer, next: answer.kind === 'yours' ? { ...state, turn: claim } : null };
      }),
    leave: async (lane, claim, visit, now) => {
      await change(database, lane, (state) => ({ answer: null, next: leaveLane(state, claim, visit, now) }));
    },
    pause: async (lane, until) => {
      await change(database, lane, (state) => ({
        answer: null,
        next: { ...state, pausedUntil: Math.max(state.pausedUntil, until) },
      }));
    },
  };
}

/** Reads a lane, made when missing, and writes what `decide` makes of it; `next` null writes nothing. */
function change<T>(
  { db, hasRowLocks }: Database,
  lane: string,
  decide: (state: LaneState) => { readonly answer: T; readonly next: LaneState | null },
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('lanes')
      .values({ lane, free_at: IDLE_LANE.freeAt, paused_until: IDLE_LANE.pausedUntil })
      .onConflict((conflict) => conflict.column('lane').doNothing())
      .execute();
    const row = await trx
      .selectFrom('lanes')
      .selectAll()
      .where('lane', '=', lane)
      .$if(hasRowLocks, (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    const { answer, next } = decide(laneFrom(row));
    if (next) await write(trx, lane, next);
    return answer;
  });
}

async function write(trx: Executor, lane: string, state: LaneState): Promise<void> {
  await trx
    .updateTable('lanes')
    .set({
      turn_token: state.turn?.token ?? null,
      turn_expires_at: state.turn?.expiresAt ?? null,
      free_at: state.freeAt,
      paused_until: state.pausedUntil,
      failures: state.failures,
    })
    .where('lane', '=', lane)
    .execute();
}

export function laneFrom(row: Selectable<LanesTable>): LaneState {
  const { turn_token: token, turn_expires_at: expiresAt } = row;
  return {
    turn: token === null || expiresAt === null ? null : { token, expiresAt },
    freeAt: row.free_at,
    pausedUntil: row.paused_until,
    failures: row.failures,
  };
}
