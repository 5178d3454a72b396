import { type GuestFigures, countBusiest, judgeVisits } from './judge-visits';
import type { ShopVisit } from './visit-log';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SHOP = { host: 'shop', name: 'a shop', disallowed: ['/private'], crawlDelayMs: 0 };

function visit(at: number, changes: Partial<ShopVisit> = {}): ShopVisit {
  return {
    ...{ host: 'shop', path: '/kettle', at, endedAt: at + 100, status: 200 },
    ...{ conditional: false, validator: true, retryAfterMs: 0 },
    ...changes,
  };
}

function judge(visits: readonly ShopVisit[], shop = SHOP): GuestFigures {
  return judgeVisits({ shops: [shop], visits }, { from: 0, to: 2 * DAY })[0]!;
}

test('requests at once are seen', () => {
  expect(judge([visit(0), visit(100)]).inFlight).toBe(1);
  expect(judge([visit(0), visit(99)]).inFlight).toBe(2);
});

test.each([
  ['two seconds', visit(0), 0, 2000],
  ['ten times the latency', visit(0, { endedAt: 500 }), 0, 5000],
  ['what the shop asks for', visit(0), 20_000, 20_000],
  ['not before it was heard', visit(0, { path: '/robots.txt' }), 20_000, 2000],
  ['a minute at most', visit(0, { endedAt: 9000 }), 0, 60_000],
])('the gap that is due is %s', (_name, first, crawlDelayMs, gapMs) => {
  const { leastGapMs, leastGapShare } = judge([first, visit(first.endedAt + gapMs / 2)], {
    ...SHOP,
    crawlDelayMs,
  });
  expect([leastGapMs, leastGapShare]).toEqual([gapMs / 2, 0.5]);
});

test('a look with a validator at hand is conditional, but for each twentieth', () => {
  const known = Array.from({ length: 19 }, (_, index) =>
    visit((index + 1) * HOUR, { conditional: true, status: 304 }),
  );
  const all = [visit(0), ...known, visit(20 * HOUR)];
  expect(judge(all)).toMatchObject({ repeatLooks: 19, conditional: 19, fullReads: 1, unchanged: 19 });
  expect(judge([...all.slice(0, 19), visit(20 * HOUR)])).toMatchObject({
    repeatLooks: 19,
    conditional: 18,
    fullReads: 0,
  });
  expect(judge([visit(0, { validator: false }), visit(HOUR)]).repeatLooks).toBe(0);
  expect(judge([visit(0), visit(HOUR, { path: '/lamp' })]).repeatLooks).toBe(0);
});

test('requests in the time that the shop asked for are counted', () => {
  const refusal = visit(0, { status: 429, retryAfterMs: HOUR });
  expect(judge([refusal, visit(HOUR), visit(HOUR + 100)]).inRetryAfter).toBe(1);
});

test('requests that robots.txt forbids are counted, robots.txt itself by days', () => {
  expect(judge([visit(0, { path: '/private/1' }), visit(HOUR)]).disallowed).toBe(1);
  const robots = (at: number) => visit(at, { path: '/robots.txt' });
  expect(judge([robots(0), robots(HOUR), robots(DAY)]).robotsADay).toBe(2);
});

test('requests of a product and day', () => {
  expect(judge([visit(0), visit(HOUR), visit(2 * HOUR, { path: '/lamp' })]).requestsPerProductAndDay).toBe(
    0.75,
  );
});

test('the busiest stretch of a span', () => {
  const visits = [0, 1, 2, 60_000, 61_000].map((at) => visit(at));
  expect(countBusiest(visits, { from: 1, to: DAY }, 60_000)).toBe(2);
});
