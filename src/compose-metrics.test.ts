import { chat, claimOf, NOW } from '../test/support/store-samples';
import { ManualClock } from '../test/support/manual-clock';
import { watcherWith } from '../test/support/looker-of';
import { offered } from '../test/support/readings';
import type { ComposedLooker } from './compose-looker';
import { composeMetrics, countLooks, countSends, countSettlements, countTurns } from './compose-metrics';
import { silentLog } from '../test/support/silent-log';
import type { Config } from './config';
import type { HttpRequest } from './core/endpoint';
import type { Figures, Metrics } from './core/metrics';
import type { Channel, LookResult } from './core/ports';
import type { ClaimedDelivery, Settlement } from './core/records';
import type { DeliveryStore, Store } from './core/store';
import type { Turn } from './core/turn';
import { createPrometheusMetrics } from './metrics/prometheus';

let counted: unknown[][];
let clock: ManualClock;

const count =
  (what: string) =>
  (...given: unknown[]): void =>
    void counted.push([what, ...given]);

const metrics: Metrics = {
  countLook: count('look'),
  setFailing: count('failing'),
  countSend: count('send'),
  countSettlement: count('settlement'),
  countTurn: count('turn'),
  countDatabaseError: count('database error'),
};

beforeEach(() => {
  counted = [];
  clock = new ManualClock();
});

describe('a look', () => {
  const product = { watcher: 'page', key: 'kettle', url: 'https://shop.example/kettle', validators: {} };

  function looking(result: Partial<LookResult> = {}): ComposedLooker {
    const looker = {
      watchers: [watcherWith({ id: 'page' }), watcherWith({ id: 'shop' })],
      laneOf: (url: string) => new URL(url).host,
      look: () => {
        clock.advance(700);
        return Promise.resolve({ reading: offered(99), validators: {}, ...result });
      },
    } as unknown as ComposedLooker;
    return countLooks(looker, { metrics, clock }, { note: count('watched') });
  }

  /** What a watch is told of it. */
  const watched = (watcher: string): unknown[] => [
    'watched',
    watcher,
    { at: clock.now(), shop: 'shop.example', kind: 'offer' },
  ];

  it('is counted with its watcher, its reading and its duration', async () => {
    await looking().look(product, new AbortController().signal);
    expect(counted).toEqual([['look', 'page', 'offer', 700], watched('page')]);
  });

  it('is counted for the watcher that it was handed on to', async () => {
    const identity = { watcher: 'shop', key: '1', url: product.url };
    await looking({ identity }).look(product, new AbortController().signal);
    expect(counted).toEqual([['look', 'shop', 'offer', 700], watched('shop')]);
  });

  it('names no watcher that is not installed', async () => {
    await looking().look({ ...product, watcher: 'was-here-once' }, new AbortController().signal);
    expect(counted).toEqual([['look', 'other', 'offer', 700]]);
  });

  it('that is broken off is not counted', async () => {
    await looking().look(product, AbortSignal.abort());
    expect(counted).toEqual([]);
  });
});

describe('a channel', () => {
  const channel: Channel = {
    serves: () => true,
    send: () => {
      clock.advance(40);
      return Promise.resolve({ kind: 'sent', messageId: '1' });
    },
  };
  const signal = new AbortController().signal;

  it('is counted by what it makes of messages', async () => {
    await countSends('webchat', channel, { metrics, clock }).send({}, { text: 'hello' }, 'key', signal);
    expect(counted).toEqual([['send', 'webchat', 'sent', 40]]);
  });

  it('still changes messages, or still cannot', async () => {
    expect(countSends('webchat', channel, { metrics, clock })).not.toHaveProperty('update');
    const changing: Channel = { ...channel, update: () => Promise.resolve({ kind: 'rejected', why: 'old' }) };
    await countSends('webchat', changing, { metrics, clock }).update?.({}, '1', { text: 'hello' }, signal);
    expect(counted).toEqual([['send', 'webchat', 'rejected', 0]]);
  });
});

describe('a settlement', () => {
  const delivery = {
    claim: claimOf('mine'),
    conversation: { where: chat('ann') },
  } as unknown as ClaimedDelivery;
  const sent: Settlement = { kind: 'sent', messageId: '1' };
  const held: Settlement = { kind: 'again', notBefore: NOW, outcome: 'held' };

  async function settle(isOurs: boolean, settlement: Settlement, others: Settlement[] = []): Promise<void> {
    const deliveries = { settle: () => Promise.resolve(isOurs) } as unknown as DeliveryStore;
    const along = others.map((one) => ({ delivery, settlement: one, joined: true }));
    const counting = countSettlements(deliveries, metrics, (channel) => `the name of ${channel}`);
    expect(await counting.settle(delivery, settlement, NOW, { others: along })).toBe(isOurs);
  }

  it('is counted, with what went out along', async () => {
    await settle(true, sent, [sent, held]);
    const name = 'the name of webchat';
    expect(counted).toEqual(['sent', 'sent', 'held'].map((kind) => ['settlement', name, kind]));
  });

  it('that comes too late is not counted', async () => {
    await settle(false, sent, [sent]);
    expect(counted).toEqual([]);
  });
});

it.each([
  [true, 'answered'],
  [false, 'failed'],
])('a turn is counted with its duration: %s is %s', async (isDone, result) => {
  const handle = (): Promise<boolean> => {
    clock.advance(30);
    return Promise.resolve(isDone);
  };
  await countTurns(handle, { metrics, clock }, (channel) => channel)({ where: chat('ann') } as Turn);
  expect(counted).toEqual([['turn', 'webchat', result, 30]]);
});

describe('what is asked for', () => {
  const TOKEN = 'the-token-of-those-who-run-it-all';
  const FIGURES: Figures = {
    waiting: {
      polls: { due: 3, oldestDueAt: null },
      deliveries: { due: 0, oldestDueAt: null },
      cards: { due: 0, oldestDueAt: null },
      reminders: { due: 0, oldestDueAt: null },
    },
    owed: 5,
  };

  /** @returns the figures, of a process with two looks in hand. */
  async function expose(read: () => Promise<Figures>): Promise<string> {
    const base = {
      config: { metricsToken: TOKEN } as Config,
      store: { figures: { read } } as unknown as Store,
      ...{ clock, log: silentLog },
    };
    const endpoint = composeMetrics(base, createPrometheusMetrics(), [{ name: 'polls', size: 2 }]);
    const headers = { authorization: `Bearer ${TOKEN}` };
    const { body } = await endpoint({ headers } as unknown as HttpRequest);
    return body as string;
  }

  it('is what the rows say, and what is in hand', async () => {
    const text = await expose(() => Promise.resolve(FIGURES));
    for (const line of ['ebb_work_due{loop="polls"} 3', 'ebb_deliveries_owed 5', 'ebb_database_up 1']) {
      expect(text).toContain(line);
    }
    expect(text).toContain('ebb_work_in_hand{loop="polls"} 2');
  });

  it('is answered without the rows while the database is away', async () => {
    const text = await expose(() => Promise.reject(new Error('away')));
    expect(text).toContain('ebb_database_up 0');
    expect(text).toContain('ebb_work_in_hand{loop="polls"} 2');
    expect(text).not.toMatch(/^ebb_(work_due|work_lag_seconds|deliveries_owed)[{ ]/m);
  });
});
