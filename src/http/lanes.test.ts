import { ManualClock } from '../../test/support/manual-clock';
import type { Random } from '../core/ports';
import { Failure } from './failure';
import type { Lane } from './lane';
import { Lanes } from './lanes';
import { createMemoryLanes } from './memory-lanes';
import { createNameLane, type LaneSettings } from './name-lane';

const noJitter: Random = { fraction: () => 0, token: () => '' };

let clock: ManualClock;
let starts: string[];
let never: AbortSignal;
beforeEach(() => {
  clock = new ManualClock(0);
  starts = [];
  never = new AbortController().signal;
});

function openLanes(random = noJitter, settings: LaneSettings = { allowPrivate: [] }): Lanes {
  const options = { store: createMemoryLanes(), clock, random, gapMs: 2000 };
  return new Lanes(options, createNameLane(settings));
}

function openLane(random = noJitter): Lane {
  return openLanes(random).of(new URL('https://shop.example.com/'));
}

/** Work that writes down when it starts and lasts so long. */
function work(name: string, latencyMs = 0): () => Promise<string> {
  return async () => {
    starts.push(`${name}@${clock.now()}`);
    if (latencyMs > 0) await clock.sleep(latencyMs);
    return name;
  };
}

async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

async function advance(milliseconds: number): Promise<void> {
  await settle();
  clock.advance(milliseconds);
  await settle();
}

describe('a lane', () => {
  test('lets one in at a time, in order, with the gap after each', async () => {
    const lane = openLane();
    const results = ['a', 'b', 'c'].map((name) => lane.run(0, never, work(name, 100)));
    await settle();
    expect(starts).toEqual(['a@0']);
    await advance(100);
    await advance(1999);
    expect(starts).toEqual(['a@0']);
    await advance(1);
    expect(starts).toEqual(['a@0', 'b@2100']);
    await advance(100);
    await advance(2000);
    await advance(100);
    expect(starts).toEqual(['a@0', 'b@2100', 'c@4200']);
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['the least gap', 0, 0, 2000],
    ['ten times the latency', 500, 0, 5000],
    ['a minute at most for a slow shop', 15_000, 0, 60_000],
    ['what the shop asks for', 0, 30_000, 30_000],
  ])('keeps %s', async (_name, latencyMs, crawlDelayMs, gapMs) => {
    const lane = openLane();
    void lane.run(crawlDelayMs, never, work('a', latencyMs));
    await advance(latencyMs);
    void lane.run(0, never, work('b'));
    await advance(gapMs - 1);
    expect(starts).toEqual(['a@0']);
    await advance(1);
    expect(starts).toEqual(['a@0', `b@${latencyMs + gapMs}`]);
  });

  test('keeps the gap after a failure too', async () => {
    const lane = openLane();
    await expect(lane.run(0, never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    void lane.run(0, never, work('b'));
    await advance(1999);
    expect(starts).toEqual([]);
    await advance(1);
    expect(starts).toEqual(['b@2000']);
  });

  test('makes the gap up to a tenth longer, never shorter', async () => {
    const lane = openLane({ ...noJitter, fraction: () => 0.5 });
    await lane.run(0, never, work('a'));
    void lane.run(0, never, work('b'));
    await advance(2099);
    expect(starts).toEqual(['a@0']);
    await advance(1);
    expect(starts).toEqual(['a@0', 'b@2100']);
  });

  test('forgets who gives up waiting, and keeps the order of the others', async () => {
    const lane = openLane();
    const impatient = new AbortController();
    void lane.run(0, never, work('a', 100));
    const given = lane.run(0, impatient.signal, work('b'));
    void lane.run(0, never, work('c'));
    impatient.abort(new Error('no more'));
    await expect(given).rejects.toThrow('no more');
    expect(starts).toEqual(['a@0']);
    await advance(100);
    await advance(2000);
    expect(starts).toEqual(['a@0', 'c@2100']);
  });

  test('lets go of who gives up during the gap', async () => {
    const lane = openLane();
    const impatient = new AbortController();
    await lane.run(0, never, work('a'));
    const given = lane.run(0, impatient.signal, work('b'));
    await settle();
    impatient.abort(new Error('no more'));
    await expect(given).rejects.toThrow('no more');
    void lane.run(0, never, work('c'));
    await advance(2000);
    expect(starts).toEqual(['a@0', 'c@2000']);
  });

  test('turns everyone away while it is paused, also those who wait', async () => {
    const lane = openLane();
    const blockedFor = (error: unknown): unknown => (error instanceof Failure ? error.reading : error);
    void lane.run(0, never, async () => {
      await work('a', 100)();
      await lane.pause(60);
    });
    const waiting = lane.run(0, never, work('b')).catch(blockedFor);
    await advance(100);
    expect(await waiting).toEqual({ kind: 'blocked', retryAfterSeconds: 60 });
    await advance(59_500);
    expect(await lane.run(0, never, work('c')).catch(blockedFor)).toEqual({
      kind: 'blocked',
      retryAfterSeconds: 1,
    });
    await advance(500);
    await lane.run(0, never, work('d'));
    expect(starts).toEqual(['a@0', 'd@60100']);
  });
});

describe('lanes', () => {
  test.each([
    ['one shop', 'https://www.shop.com/a', 'http://m.shop.com/b'],
    ['one shop with a dot at the end', 'https://shop.co.uk/', 'https://www.shop.co.uk./'],
    ['one address', 'http://93.184.216.34/', 'https://93.184.216.34/'],
  ])('%s has one', (_name, a, b) => {
    const lanes = openLanes();
    expect(lanes.of(new URL(a))).toBe(lanes.of(new URL(b)));
  });

  test.each([
    ['two shops', 'https://shop.com/', 'https://shop.net/'],
    ['two shops of one platform', 'https://a.myshopify.com/', 'https://b.myshopify.com/'],
    ['two ports that the operator opened', 'http://127.0.0.1:8001/', 'http://127.0.0.1:8002/'],
  ])('%s have two', (_name, a, b) => {
    const lanes = openLanes(noJitter, { allowPrivate: ['127.0.0.1:8001', '127.0.0.1:8002'] });
    expect(lanes.of(new URL(a))).not.toBe(lanes.of(new URL(b)));
  });

  test('of a group are one, with all that belongs to them', () => {
    const lanes = openLanes(noJitter, {
      allowPrivate: ['127.0.0.1:8001'],
      laneGroups: [
        ['shop.com', 'shop-cdn.com', '127.0.0.1:8001'],
        ['a.net', 'b.net'],
      ],
    });
    const names = [
      'https://www.shop.com/',
      'https://img.shop-cdn.com/',
      'http://127.0.0.1:8001/',
      'https://b.net/',
      'https://shop.net/',
    ].map((link) => lanes.of(new URL(link)));
    expect(names.map((lane) => names.indexOf(lane))).toEqual([0, 0, 0, 3, 4]);
    expect(lanes.of(new URL('https://a.net/'))).toBe(names[3]);
  });

  test('are forgotten when many are idle, but not at work, and keep what the shop asked for', async () => {
    const lanes = openLanes();
    const shop = (name: string): Lane => lanes.of(new URL(`https://${name}.com/`));
    for (let n = 0; n < 990; n += 1) await shop(`shop${n}`).run(0, never, work('a'));
    await advance(70_000);
    await shop('paused').pause(60);
    const busy = shop('busy');
    void busy.run(0, never, work('b', 10_000));
    await shop('gap').run(0, never, work('c'));
    for (let n = 0; n < 10; n += 1) await shop(`more${n}`).run(0, never, work('d'));
    expect(lanes.size).toBeLessThan(20);
    expect(shop('busy')).toBe(busy);
    starts = [];
    await expect(shop('paused').run(0, never, work('e'))).rejects.toThrow('blocked');
    void shop('gap').run(0, never, work('f'));
    await advance(1999);
    expect(starts).toEqual([]);
    await advance(1);
    expect(starts).toEqual(['f@72000']);
  });

  test('of two processes that share their rows are one', async () => {
    const store = createMemoryLanes();
    const options = { store, clock, random: noJitter, gapMs: 2000 };
    const [here, there] = [0, 1].map((process) => {
      const random = { ...noJitter, token: () => String(process) };
      return new Lanes({ ...options, random }, createNameLane({ allowPrivate: [] })).of(
        new URL('https://shop.com/'),
      );
    });
    void here!.run(0, never, work('here', 100));
    void there!.run(0, never, work('there'));
    await advance(100);
    await advance(150);
    await advance(1849);
    expect(starts).toEqual(['here@0']);
    await advance(1);
    expect(starts).toEqual(['here@0', 'there@2100']);
  });
});
