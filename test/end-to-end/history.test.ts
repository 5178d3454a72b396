import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHistory } from '../history/drive/run-history';
import { sumTallies, type Tally, tallyHistory, writeTally } from '../history/drive/tally';
import { judgeHistory } from '../history/judge/judge-history';
import { USUAL_TERMS } from '../history/judge/terms';
import type { TraceEvent } from '../history/trace';
import { runOn, startPostgres, type TestPostgres, whyNoPostgres } from '../support/postgres';

// Weeks of shops, chats, faults and kills around the whole application. `npm run soak -- history` makes more
// and longer histories; EBB_SEED replays the choices of one.
const IS_SOAK = process.env.EBB_SOAK !== undefined;
const { EBB_SEED } = process.env;
const FIRST_SEED = Number(EBB_SEED ?? (IS_SOAK ? 1 + (Date.now() % 1_000_000) : 77));
const ROUNDS = IS_SOAK && EBB_SEED === undefined ? 9 : 1;
const SEEDS = Array.from({ length: ROUNDS }, (_, round) => FIRST_SEED + round);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SIZE = IS_SOAK
  ? { chats: 30, products: 12, lastsMs: 28 * DAY, kills: 60 }
  : { chats: 14, products: 5, lastsMs: 4 * DAY, kills: 3 };
/** In these days clocks change in Europe and, a week later, in Australia and New Zealand. */
const START = Date.UTC(2026, 2, 27, 18);
const SETTINGS = { EBB_CHECK_EVERY: '6h', EBB_ALERT_GAP: '1h' };
const TIMEOUT_MS = IS_SOAK ? 3_600_000 : 600_000;

describe('a history on SQLite, in one process', () => {
  const tallies: Tally[] = [];
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-history-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    print(`in all on SQLite: ${writeTally(sumTallies(tallies))}`);
  });

  it.each(SEEDS)(
    'keeps the promises, seed %i',
    (seed) => check(tallies, seed, 1, `sqlite:${join(folder, `${seed}.db`)}`),
    TIMEOUT_MS,
  );
});

const skipped = whyNoPostgres();
const describePostgres = skipped === null ? describe : describe.skip;
const suffix = skipped === null ? '' : ` (skipped: ${skipped})`;
describePostgres(`a history on PostgreSQL, in two processes${suffix}`, () => {
  const tallies: Tally[] = [];
  let server: TestPostgres;
  beforeAll(async () => {
    server = (await startPostgres()) as TestPostgres;
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    print(`in all on PostgreSQL: ${writeTally(sumTallies(tallies))}`);
  });

  it.each(SEEDS)(
    'keeps the promises, seed %i',
    async (seed) => {
      await runOn(server.url, 'drop schema public cascade; create schema public');
      await check(tallies, seed, 2, server.url);
    },
    TIMEOUT_MS,
  );
});

/** @param tallies what the round was made of is added to them. */
async function check(tallies: Tally[], seed: number, processes: number, databaseUrl: string): Promise<void> {
  const began = performance.now();
  tallies.push({ 'rounds begun': 1 });
  const history = await runHistory({
    ...SIZE,
    name: `${processes}-${seed}`,
    seed,
    processes,
    databaseUrl,
    startAt: START,
    settings: SETTINGS,
  });
  const violations = findViolations(history.events);
  const tally = {
    ...tallyHistory(history.events),
    violations: violations.length,
    seconds: Math.round((performance.now() - began) / 1_000),
  };
  tallies.push({ 'rounds ended': 1, ...tally });
  print(`seed ${seed}, ${processes} process(es): ${writeTally(tally)}`);
  if (violations.length > 0) print(`see ${history.save()}`);
  expect(violations).toEqual([]);
}

function findViolations(events: readonly TraceEvent[]): string[] {
  const broken = judgeHistory(events, { ...USUAL_TERMS, alertGapMs: HOUR });
  const untaken = new Set(events.flatMap((event) => (event.kind === 'turn' ? [event.id] : [])));
  for (const event of events) if (event.kind === 'taken') untaken.delete(event.id);
  return [
    ...broken.map(({ promise, chat, what }) => `${promise}: ${String(chat)}: ${what}`),
    ...[...untaken].map((turn) => `${turn} was never taken`),
  ];
}

function print(line: string): void {
  process.stdout.write(`history: ${line}\n`);
}
