import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Store } from '../../src/core/store';
import { openStore } from '../../src/storage/open-store';
import { CONNECTOR_ANSWERS, type ConnectorAnswer } from '../support/connector-answers';
import { DrivenApplication } from '../support/driven-application';
import { FakeConnector } from '../support/fake-connector';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { seededRandom } from '../support/manual-clock';

// Kills the application at random moments while prices move and the connector is moody. `npm run soak --
// crash` runs it in full; EBB_SEED replays the choices of one run.
const KILLS = process.env.EBB_SOAK ? 240 : 12;
const SEED = Number(process.env.EBB_SEED ?? 1 + (Date.now() % 1_000_000));
const SHOPPERS = 6;
const STEP_MS = 1_000;
/** Real time for each step, so that a request on loopback does not seem to take minutes. */
const STEP_TAKES_MS = 5;
/** Prices that swing within a day are doubted, so each move is this far from the last. */
const BETWEEN_MOVES_MS = 25 * 3_600_000;
/** Virtual time in which an alert must have come, whatever was killed or refused meanwhile. */
const PATIENCE_MS = 6 * 3_600_000;
const START = Date.UTC(2026, 0, 15, 12);

const random = seededRandom(SEED);
const MOODS: readonly ConnectorAnswer[] = [
  CONNECTOR_ANSWERS.errorButDelivered,
  CONNECTOR_ANSWERS.badGateway,
  CONNECTOR_ANSWERS.throttled,
  CONNECTOR_ANSWERS.resetDelivered,
];

interface Shopper {
  readonly conversation: string;
  readonly shop: FakeShop;
  readonly link: string;
}

/**
 * Even phases are dear, odd ones cheap; every phase has a price of its own, so that an alert names its phase.
 */
function priceOf(phase: number): string {
  return ((phase % 2 === 0 ? 110 : 70) + phase / 100).toFixed(2);
}

function answerInAMood(): ConnectorAnswer {
  const mood = MOODS[Math.floor(random.fraction() * MOODS.length)];
  return random.fraction() < 0.75 || !mood ? CONNECTOR_ANSWERS.ok : mood;
}

describe('killed at any moment', () => {
  let folder: string;
  let connector: FakeConnector;
  let store: Store;
  let shoppers: Shopper[];
  let application: DrivenApplication;
  let phase = 0;
  /** How many posts the connector had seen at each kill. */
  const kills: number[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-crash-'));
    connector = await FakeConnector.start();
    connector.script = answerInAMood;
    shoppers = await Promise.all(
      Array.from({ length: SHOPPERS }, async (_, n) => {
        const shop = await startFakeShop();
        return { conversation: `a:chat-${n}`, shop, link: `${shop.url}/kettle` };
      }),
    );
    showPrices();
    await start(START);
    store = await openStore(databaseUrl());
  });

  afterAll(async () => {
    await application.kill();
    await store.close();
    await connector.close();
    await Promise.all(shoppers.map(({ shop }) => shop.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  function databaseUrl(): string {
    return `sqlite:${join(folder, 'ebb.db')}`;
  }

  async function start(at: number): Promise<void> {
    const shops = shoppers.map(({ shop }) => shop.host).join(',');
    application = await DrivenApplication.start(
      {
        EBB_DATABASE_URL: databaseUrl(),
        EBB_ALLOW_PRIVATE: shops,
        EBB_TRUSTED_SHOPS: shops,
        EBB_CHECK_EVERY: '20s',
        EBB_CHECK_FLOOR: '1s',
        EBB_LANE_GAP: '1s',
      },
      at,
    );
  }

  function showPrices(): void {
    for (const { shop } of shoppers)
      shop.set('/kettle', { body: productPage({ price: priceOf(phase) }), etag: true });
  }

  /** One step of virtual time; now and then the process does not survive it. */
  async function step(mayKill: boolean): Promise<void> {
    const isLast = mayKill && kills.length < KILLS && random.fraction() < 0.08;
    if (!isLast) {
      await application.advance(STEP_MS);
      return wait(STEP_TAKES_MS);
    }
    // The kill falls into the middle of whatever this step sets off.
    void application.advance(STEP_MS);
    await wait(random.fraction() * 25);
    const at = application.now;
    await application.kill();
    kills.push(connector.posts.length);
    await start(at);
  }

  async function stepUntil(isReached: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const giveUpAt = application.now + PATIENCE_MS;
    while (!(await isReached())) {
      if (application.now > giveUpAt) throw new Error(`seed ${SEED}: ${what} was lost\n${application.log}`);
      await step(true);
    }
  }

  /** An acknowledged message is never lost; one that was not is said again, as a channel does. */
  async function subscribe({ conversation, link }: Shopper): Promise<void> {
    const say = () =>
      connector.say(application.messagesEndpoint, { conversation, text: `track ${link}` }).catch(() => 0);
    await stepUntil(async () => (await say()) === 200, `the link of ${conversation}`);
  }

  function hasAlert({ conversation }: Shopper): boolean {
    return connector.delivered.some(
      (post) =>
        post.conversation === conversation &&
        !post.replyTo &&
        JSON.stringify(post.activity).includes(priceOf(phase)),
    );
  }

  async function isInHistory({ link }: Shopper): Promise<boolean> {
    const product = await store.products.findByLink(link);
    return product?.confirmed?.price?.minor === Math.round(Number(priceOf(phase)) * 100);
  }

  async function runPhase(): Promise<void> {
    const isCheap = phase % 2 === 1;
    for (const shopper of shoppers) {
      const what = `${isCheap ? 'the alert' : 'the price'} ${priceOf(phase)} for ${shopper.conversation}`;
      await stepUntil(() => (isCheap ? hasAlert(shopper) : isInHistory(shopper)), what);
    }
  }

  it(
    'loses nothing, repeats only what a kill or an unclear answer explains, and keeps the file whole',
    async () => {
      for (const shopper of shoppers) await subscribe(shopper);
      for (; kills.length < KILLS || phase < 4; phase += 1) {
        showPrices();
        await runPhase();
        await application.advance(BETWEEN_MOVES_MS);
      }
      const { alerts, repeats, unexplained } = countAlerts();
      expect(unexplained).toEqual([]);
      for (const { shop, link } of shoppers) {
        const product = await store.products.findByLink(link);
        expect(await store.products.history(product!.id, 0)).toHaveLength(phase);
        expect(shop.requests.every(({ inFlight }) => inFlight === 1)).toBe(true);
      }
      await application.stop();
      const file = new Database(join(folder, 'ebb.db'), { readonly: true });
      expect(file.pragma('quick_check', { simple: true })).toBe('ok');
      file.close();
      process.stdout.write(
        `crash: seed ${SEED}: ${kills.length} kills, ${phase} prices for each of ${SHOPPERS} shoppers, ` +
          `${connector.posts.length} posts, ${alerts} alerts delivered, ${repeats} of them explained repeats\n`,
      );
    },
    process.env.EBB_SOAK ? 3_600_000 : 240_000,
  );

  /** A second copy of an alert needs a kill after the first, or a first answer that left it open. */
  function countAlerts(): { alerts: number; repeats: number; unexplained: string[] } {
    const firsts = new Map<string, number>();
    const unexplained: string[] = [];
    let [alerts, repeats] = [0, 0];
    connector.posts.forEach(({ activity, answer, conversation, replyTo }, index) => {
      if (!answer.delivered || replyTo) return;
      alerts += 1;
      const key = `${conversation} ${JSON.stringify(activity.attachments)}`;
      const before = firsts.get(key);
      firsts.set(key, index);
      if (before === undefined) return;
      repeats += 1;
      const wasKilled = kills.some((at) => at > before && at <= index);
      const wasUnclear = connector.posts[before]?.answer.status !== 200;
      if (!wasKilled && !wasUnclear) unexplained.push(`${key} (posts ${before} and ${index})`);
    });
    return { alerts, repeats, unexplained };
  }
});
