import type { Store } from '../core/store';
import { createBlockStore } from './blocks';
import { createCardStore } from './cards';
import { createChatLog } from './chat-log';
import { createConnectionStore } from './connections';
import { createConversationStore } from './conversations';
import type { Database, StatementListener } from './database';
import { createDeliveryStore } from './deliveries';
import { createFigureStore } from './figures';
import { createFlowStore } from './flows';
import { createForgettingStore } from './forgetting';
import { createHookStore } from './hooks';
import { createImportStore } from './imports';
import { createLaneStore } from './lanes';
import { createMemberStore } from './members';
import { migrate } from './migrate';
import { createPaceStore } from './pace';
import { createPriceReportStore } from './price-reports';
import { createProductStore } from './products';
import { createQuotas } from './quotas';
import { createReminderStore } from './reminders';
import { createRobotsStore } from './robots';
import { StorageError } from './storage-error';
import { createSubscriptionStore } from './subscriptions';
import { createSystemStore } from './system';

/**
 * Opens the database and brings its tables up to date.
 * @param databaseUrl `sqlite:PATH` or `postgres://…`; only the driver it needs is loaded.
 * @throws StorageError in one line for the person who runs Ebb.
 */
export async function openStore(databaseUrl: string, listener?: StatementListener): Promise<Store> {
  const database = await openDatabase(databaseUrl, listener);
  try {
    await migrate(database);
  } catch (error) {
    await database.db.destroy();
    throw error;
  }
  const quotas = createQuotas();
  return {
    products: createProductStore(database),
    subscriptions: createSubscriptionStore(database, quotas),
    conversations: createConversationStore(database),
    figures: createFigureStore(database),
    flows: createFlowStore(database),
    forgetting: createForgettingStore(database),
    deliveries: createDeliveryStore(database),
    connections: createConnectionStore(database),
    cards: createCardStore(database),
    hooks: createHookStore(database),
    imports: createImportStore(database, quotas),
    members: createMemberStore(database),
    pace: createPaceStore(database),
    lanes: createLaneStore(database),
    robots: createRobotsStore(database),
    blocks: createBlockStore(database),
    chatLog: createChatLog(database),
    reports: createPriceReportStore(database),
    reminders: createReminderStore(database),
    system: createSystemStore(database),
    close: () => database.db.destroy(),
  };
}

/** Opens the database for one piece of work, also beside a process that works on it. @throws StorageError */
export async function withStore<T>(databaseUrl: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(databaseUrl);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function openDatabase(databaseUrl: string, listener?: StatementListener): Promise<Database> {
  if (databaseUrl.startsWith('sqlite:')) {
    const { openSqlite } = await import('./sqlite.js');
    return openSqlite(databaseUrl.slice('sqlite:'.length), listener);
  }
  if (/^postgres(ql)?:/.test(databaseUrl)) {
    const { openPostgres } = await import('./postgres.js');
    return openPostgres(databaseUrl, listener);
  }
  throw new StorageError('EBB_DATABASE_URL must begin with sqlite: or postgres://, like sqlite:./ebb.db.');
}
