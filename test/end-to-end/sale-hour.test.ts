import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import { Client } from 'pg';
import { startPostgres, whyNoPostgres } from '../support/postgres';
import { reportSale } from '../support/sale/report-sale';
import type { Sale } from '../support/sale/owe-sale';
import { type SaleHour, type SaleOutcome, runSaleHour } from '../support/sale/sale-hour';

// A sale: the prices of very many products fall at once. One tenant has half of all chats, ten others share
// the rest.
const CHATS = process.env.EBB_SOAK ? Number(process.env.EBB_SALE_CHATS ?? 20_000) : 200;
const PATIENCE_MS = process.env.EBB_SOAK ? 2 * 60 * 60_000 : 180_000;
const SALE: Sale = {
  tenants: {
    giant: CHATS / 2,
    ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`tenant-${index}`, CHATS / 20])),
  },
  products: CHATS / 20,
  wishes: 5,
  urgentEvery: 50,
};
const SPOKEN_IN = 'select count(*) from conversations where lease_token is not null';
const AT_WORK =
  "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle'";

type Hour = Omit<SaleHour, 'sale' | 'url' | 'processes' | 'count' | 'inHand'>;

async function runOnSqlite(hour: Hour = {}): Promise<SaleOutcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebb-sale-'));
  const name = path.join(folder, 'ebb.db');
  let file: SqliteFile.Database | null = null;
  const count = (sql: string): Promise<number> => {
    file ??= new SqliteFile(name, { readonly: true });
    return Promise.resolve(Number(file.prepare(sql).pluck().get()));
  };
  try {
    const where = { url: `sqlite:${name}`, processes: 1, inHand: SPOKEN_IN };
    return await runSaleHour({ sale: SALE, ...where, count, ...hour });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runOnPostgres(hour: Hour = {}): Promise<SaleOutcome> {
  const server = await startPostgres();
  if ('skipped' in server) throw new Error(server.skipped);
  const client = new Client(server.url);
  await client.connect();
  const count = async (sql: string): Promise<number> =>
    Number((await client.query<{ count: string }>(sql)).rows[0]?.count);
  try {
    const where = { url: server.url, processes: 2, inHand: `select (${SPOKEN_IN}) + (${AT_WORK}) as count` };
    return await runSaleHour({ sale: SALE, ...where, count, ...hour });
  } finally {
    await client.end();
    await server.stop();
  }
}

/** What must hold of every sale. */
function expectFair(name: string, outcome: SaleOutcome): void {
  const report = reportSale(outcome);
  if (process.env.EBB_SOAK) process.stdout.write(`${name}: ${JSON.stringify(report, null, 2)}\n`);
  expect(report).toMatchObject({ notices: CHATS * 5, tooMany: 0, notToldOnce: [], outOfOrder: [] });
  // Half a second is a step of the clock.
  expect(report.seconds).toBeLessThanOrEqual(report.idealSeconds + 1);
  // Those in hand at once race for the room that is left.
  expect(report.longestFirstDelay).toBeLessThanOrEqual(5);
}

const whyNot = whyNoPostgres();

describe('a sale hour', () => {
  it(
    'is told on SQLite at the rate that Teams allows, to everybody in their turn',
    async () => expectFair('SQLite, one process', await runOnSqlite()),
    PATIENCE_MS,
  );

  (whyNot === null ? it : it.skip)(
    `is told so by two processes on PostgreSQL${whyNot === null ? '' : ` (skipped: ${whyNot})`}`,
    async () => expectFair('PostgreSQL, two processes', await runOnPostgres()),
    PATIENCE_MS,
  );
});
