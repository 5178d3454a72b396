import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Edit, plantBug } from '../history/drive/plant-bug';
import { runHistory } from '../history/drive/run-history';
import { judgeHistory } from '../history/judge/judge-history';
import { type PromiseName, USUAL_TERMS } from '../history/judge/terms';
import { runOn, startPostgres, type TestPostgres, whyNoPostgres } from '../support/postgres';

// The judge of histories must see a fault that is really there, and only then: each is planted in a copy of
// the build, and
// histories are made until one breaks the promise; the same history without the plant must break none. Only
// `npm run soak -- planted-bugs` runs this.
const FIRST_SEED = Number(process.env.EBB_SEED ?? 1 + (Date.now() % 1_000_000));
const MOST_ROUNDS = 6;
const HOUR = 3_600_000;
const UNCHANGED = resolve(__dirname, '../../dist');
const START = Date.UTC(2026, 2, 27, 18);
const SIZE = { chats: 12, products: 6, lastsMs: 8 * 24 * HOUR, kills: 4 };

interface Plant {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly processes: 1 | 2;
  /** In hours: a long gap holds much back. */
  readonly alertGap: number;
  /** Any of these shows it. */
  readonly breaks: readonly PromiseName[];
}

const PLANTS: readonly Plant[] = [
  {
    name: 'settles as sent before it sends',
    edits: [
      {
        file: 'app/deliver.js',
        text: 'const { outcome, settlement } = await (0, send_message_1.sendMessage)',
        by:
          "await dependencies.deliveries.settle(delivery, { kind: 'sent', messageId: null }, task.now, {});\n" +
          'const { outcome, settlement } = await (0, send_message_1.sendMessage)',
      },
    ],
    processes: 1,
    alertGap: 1,
    breaks: ['lost'],
  },
  {
    name: 'forgets to ask again whether it is still true',
    edits: ['app/deliver.js', 'app/gather-digest.js'].map((file) => ({
      file,
      text: 'stillTrue: (0, delivery_gate_1.isStillTrue)(delivery)',
      by: 'stillTrue: true',
    })),
    processes: 1,
    alertGap: 72,
    breaks: ['untrue', 'unwanted'],
  },
  {
    name: 'claims what another process has in hand',
    edits: [
      {
        file: 'storage/claim-deliveries.js',
        text: "        .where((is) => is.or([is('c.lease_expires_at', 'is', null), is('c.lease_expires_at', '<=', now)]))\n",
        by: '',
      },
    ],
    processes: 2,
    alertGap: 1,
    breaks: ['repeated'],
  },
  {
    name: 'keeps the pause of each process for itself',
    edits: [
      {
        file: 'storage/deliveries.js',
        text: 'await noteUnasked(trx, conversation.id, now);',
        by: '(globalThis.unasked ??= new Map()).set(conversation.id, now);',
      },
      {
        file: 'core/delivery-gate.js',
        text: 'const { unaskedAt } = delivery.conversation;',
        by: 'const unaskedAt = globalThis.unasked?.get(delivery.conversation.id) ?? null;',
      },
    ],
    processes: 2,
    alertGap: 12,
    breaks: ['gap'],
  },
];

const skipped = whyNoPostgres();
const describeInSoak = process.env.EBB_SOAK === undefined ? describe.skip : describe;

describeInSoak('an Ebb that', () => {
  let folder: string;
  let server: TestPostgres | null = null;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-planted-bugs-'));
    if (skipped === null) server = (await startPostgres()) as TestPostgres;
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server?.stop();
  });

  for (const plant of PLANTS) {
    const runs = plant.processes === 1 || skipped === null;
    const title = `${plant.name}: is caught${runs ? '' : ` (skipped: ${skipped})`}`;
    (runs ? it : it.skip)(title, () => expectCaught(plant), 3_600_000);
  }

  async function expectCaught(plant: Plant): Promise<void> {
    const planted = plantBug(plant.edits);
    try {
      const seed = await findCatching(plant, join(planted, 'dist'));
      expect(await findBroken('without it', plant, UNCHANGED, seed)).toEqual([]);
    } finally {
      rmSync(planted, { recursive: true });
    }
  }

  /** @returns the seed of a history that breaks what the plant should break. */
  async function findCatching(plant: Plant, dist: string): Promise<number> {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + MOST_ROUNDS; seed += 1) {
      const broken = await findBroken('planted', plant, dist, seed);
      if (broken.some((promise) => plant.breaks.includes(promise))) return seed;
    }
    throw new Error(`no history from seed ${FIRST_SEED} breaks ${plant.breaks.join(' or ')}`);
  }

  /** @returns the promises that a history breaks. */
  async function findBroken(
    build: string,
    { name, processes, alertGap }: Plant,
    dist: string,
    seed: number,
  ): Promise<PromiseName[]> {
    const { events, save } = await runHistory({
      ...SIZE,
      name: `${name} ${build} ${seed}`.replaceAll(' ', '-'),
      seed,
      processes,
      databaseUrl: await emptyDatabase(processes),
      dist,
      startAt: START,
      settings: { EBB_CHECK_EVERY: '6h', EBB_ALERT_GAP: `${alertGap}h` },
    });
    const violations = judgeHistory(events, { ...USUAL_TERMS, alertGapMs: alertGap * HOUR });
    const broken = [...new Set(violations.map(({ promise }) => promise))];
    const found = broken.length > 0 ? `breaks ${broken.join(', ')}, see ${save()}` : 'breaks nothing';
    process.stdout.write(`planted-bugs: ${name}: ${build}, seed ${seed}: ${found}\n`);
    return broken;
  }

  /** @returns where it is, as `EBB_DATABASE_URL` has it. */
  async function emptyDatabase(processes: number): Promise<string> {
    if (!server || processes === 1) return `sqlite:${join(mkdtempSync(join(folder, 'run-')), 'ebb.db')}`;
    await runOn(server.url, 'drop schema public cascade; create schema public');
    return server.url;
  }
});
