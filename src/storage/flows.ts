import type { Selectable } from 'kysely';
import type { FlowChange, FlowStore, OpenFlows, StoredFlow } from '../core/flow';
import type { Instant } from '../core/history';
import type { Database, Executor } from './database';
import { fromJson, toJson } from './json';
import type { FlowsTable } from './schema';

export function createFlowStore({ db }: Database): FlowStore {
  return {
    get: (conversationId, person) => readFlow(db, conversationId, person),
    list: async (conversationId) => {
      const rows = await selectOpen(db, conversationId).execute();
      return rows.flatMap((row) => viewFlow(row) ?? []);
    },
    put: (conversationId, person, next, version, now) =>
      putFlow(db, conversationId, { person, next, version }, now),
  };
}

/** See `FlowStore.put`. */
export async function putFlow(
  db: Executor,
  conversationId: number,
  { person, next, version }: FlowChange,
  now: Instant,
): Promise<boolean> {
  const slot = { conversation_id: conversationId, person };
  if (version !== null) return replaceFlow(db, slot, next, version, now);
  if (next === null) return (await readFlow(db, conversationId, person)) === null;
  return openFlow(db, slot, next, now);
}

interface Slot {
  readonly conversation_id: number;
  readonly person: string;
}

function selectOpen(db: Executor, conversationId: number) {
  return db
    .selectFrom('flows')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', 'is not', null);
}

async function readFlow(db: Executor, conversationId: number, person: string): Promise<StoredFlow | null> {
  const row = await selectOpen(db, conversationId).where('person', '=', person).executeTakeFirst();
  return row ? viewFlow(row) : null;
}

function viewFlow(row: Selectable<FlowsTable>): StoredFlow | null {
  if (row.state === null) return null;
  return {
    person: row.person,
    active: fromJson(row.state),
    aside: row.aside === null ? null : fromJson(row.aside),
    version: row.version,
    updatedAt: row.updated_at,
  };
}

function flowColumns(next: OpenFlows | null, now: Instant) {
  return {
    state: next && toJson(next.active),
    aside: next?.aside ? toJson(next.aside) : null,
    updated_at: now,
  };
}

async function openFlow(db: Executor, slot: Slot, next: OpenFlows, now: Instant): Promise<boolean> {
  const columns = flowColumns(next, now);
  const opened = await db
    .insertInto('flows')
    .values({ ...slot, ...columns, version: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'person'])
        .doUpdateSet((eb) => ({ ...columns, version: eb('flows.version', '+', 1) }))
        .where('flows.state', 'is', null),
    )
    .returning('version')
    .executeTakeFirst();
  return opened !== undefined;
}

async function replaceFlow(
  db: Executor,
  { conversation_id, person }: Slot,
  next: OpenFlows | null,
  version: number,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('flows')
    .set({ ...flowColumns(next, now), version: version + 1 })
    .where('conversation_id', '=', conversation_id)
    .where('person', '=', person)
    .where('version', '=', version)
    .where('state', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
