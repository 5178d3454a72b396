import type { Instant } from '../core/history';
import type { FlowState, StoredFlow } from '../core/records';
import type { FlowStore } from '../core/store';
import type { Database, Executor } from './database';
import { fromJson, toJson } from './json';

export function createFlowStore({ db }: Database): FlowStore {
  return {
    get: (conversationId, person) => readFlow(db, conversationId, person),
    put: async (conversationId, person, state, version, now) => {
      const slot = { conversation_id: conversationId, person };
      if (version !== null) return replaceFlow(db, slot, state, version, now);
      if (state === null) return (await readFlow(db, conversationId, person)) === null;
      return openFlow(db, slot, state, now);
    },
  };
}

interface Slot {
  readonly conversation_id: number;
  readonly person: string;
}

async function readFlow(db: Executor, conversationId: number, person: string): Promise<StoredFlow | null> {
  const row = await db
    .selectFrom('flows')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('person', '=', person)
    .executeTakeFirst();
  if (!row || row.state === null) return null;
  return { state: fromJson(row.state), version: row.version, updatedAt: row.updated_at };
}

async function openFlow(db: Executor, slot: Slot, state: FlowState, now: Instant): Promise<boolean> {
  const opened = await db
    .insertInto('flows')
    .values({ ...slot, state: toJson(state), version: 1, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'person'])
        .doUpdateSet((eb) => ({
          state: toJson(state),
          version: eb('flows.version', '+', 1),
          updated_at: now,
        }))
        .where('flows.state', 'is', null),
    )
    .returning('version')
    .executeTakeFirst();
  return opened !== undefined;
}

async function replaceFlow(
  db: Executor,
  { conversation_id, person }: Slot,
  state: FlowState | null,
  version: number,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('flows')
    .set({ state: state && toJson(state), version: version + 1, updated_at: now })
    .where('conversation_id', '=', conversation_id)
    .where('person', '=', person)
    .where('version', '=', version)
    .where('state', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
