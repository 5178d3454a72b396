import { seededRandom } from '../../test/support/manual-clock';
import type { ReadingKind } from './reading';
import { noteLook, NO_LOOKS, type WatchedLook, type WatcherNews, type WatcherRecord } from './watcher-share';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Looks a minute apart, and what they tell. */
class Looks {
  readonly news: WatcherNews[] = [];
  record: WatcherRecord = NO_LOOKS;
  private at = 0;

  constructor(private readonly everyMs = MINUTE) {}

  add(
    count: number,
    kinds: ReadingKind | ((n: number) => ReadingKind),
    shops: string | ((n: number) => string) = 'a',
  ): this {
    for (let n = 0; n < count; n += 1) {
      this.at += this.everyMs;
      const kind = typeof kinds === 'string' ? kinds : kinds(n);
      const look: WatchedLook = { at: this.at, shop: typeof shops === 'string' ? shops : shops(n), kind };
      const { record, news } = noteLook(this.record, look);
      this.record = record;
      if (news) this.news.push(news);
    }
    return this;
  }

  pass(milliseconds: number): this {
    this.at += milliseconds;
    return this;
  }
}

/** Ten shops by turns. */
const tenShops = (n: number): string => `shop ${n % 10}`;

it('tells once that the share fell, from what to what and how, and once that it is back', () => {
  const looks = new Looks().add(200, 'offer').add(400, 'unreadable');
  expect(looks.news).toEqual([
    { kind: 'fell', isShops: false, before: 1, now: 0, failures: { unreadable: 50 } },
  ]);
  looks.add(300, 'offer');
  expect(looks.news.slice(1)).toEqual([{ kind: 'recovered', now: 0.8 }]);
  expect(looks.add(200, 'unreadable').news).toHaveLength(3);
});

it.each<ReadingKind>(['offer', 'unavailable', 'ambiguous', 'unchanged'])('%s is a success', (kind) => {
  expect(new Looks().add(200, 'offer').add(100, kind).news).toEqual([]);
});

it.each<[ReadingKind, boolean]>([
  ['unreadable', false],
  ['not-a-product', false],
  ['blocked', true],
  ['unreachable', true],
])('%s is a failure; of the shop: %s', (kind, isShops) => {
  expect(new Looks().add(200, 'offer').add(100, kind).news).toMatchObject([{ kind: 'fell', isShops }]);
});

it.each<ReadingKind>(['not-found', 'refused'])('%s says nothing of a watcher', (kind) => {
  const looks = new Looks().add(200, 'offer');
  const { record } = looks;
  expect(looks.add(100, kind).news).toEqual([]);
  expect(looks.record).toEqual(record);
});

it('calls it the shops’ doing when most failures are', () => {
  const mixed = (n: number): ReadingKind => (n % 5 === 0 ? 'unreadable' : 'blocked');
  expect(new Looks().add(200, 'offer').add(60, mixed).news).toMatchObject([{ kind: 'fell', isShops: true }]);
});

it('says nothing of small numbers: of a new process, of a few looks, of looks long ago', () => {
  expect(new Looks().add(300, 'unreadable').news).toEqual([]);
  expect(new Looks().add(15, 'offer').add(300, 'unreadable').news).toEqual([]);
  expect(
    new Looks()
      .add(200, 'offer')
      .pass(24 * HOUR)
      .add(19, 'unreadable').news,
  ).toEqual([]);
  expect(new Looks(HOUR).add(200, 'offer').add(200, 'unreadable').news).toEqual([]);
});

it('says nothing of failures that last for minutes, however many looks fall into them', () => {
  const looks = new Looks(1_000)
    .add(1_000, 'offer')
    .add(25 * 60, 'unreachable')
    .add(1_000, 'offer');
  expect(looks.news).toEqual([]);
  expect(looks.add(35 * 60, 'unreachable').news).toMatchObject([{ kind: 'fell', before: 1 }]);
});

it('says nothing of failures that went by for the most part', () => {
  const looks = new Looks(10_000).add(200, 'offer').add(30, 'unreadable');
  expect(looks.add(300, (n) => (n % 10 < 7 ? 'offer' : 'unreadable')).news).toEqual([]);
});

it('takes twenty looks of half a day for enough', () => {
  expect(
    new Looks()
      .add(200, 'offer')
      .pass(24 * HOUR)
      .add(51, 'unreadable').news,
  ).toHaveLength(1);
});

it('is no fall of a watcher of many shops that one of them is down, however many products it has', () => {
  const mostlyOne = (n: number): string => (n % 10 < 8 ? 'down' : `shop ${n % 100}`);
  const looks = new Looks().add(200, 'offer', mostlyOne);
  looks.add(200, (n) => (n % 10 < 8 ? 'unreachable' : 'offer'), mostlyOne);
  expect(looks.news).toEqual([]);
});

it('is no fall when one of two shops is down', () => {
  const byTurns = (n: number): string => `shop ${n % 2}`;
  const looks = new Looks().add(200, 'offer', byTurns);
  expect(looks.add(200, (n) => (n % 2 === 0 ? 'unreachable' : 'offer'), byTurns).news).toEqual([]);
});

it('is a fall when most shops of a watcher of many cannot be read', () => {
  const looks = new Looks()
    .add(200, 'offer', tenShops)
    .add(90, (n) => (n % 10 < 6 ? 'unreadable' : 'offer'), tenShops);
  expect(looks.news).toMatchObject([{ kind: 'fell', failures: { unreadable: expect.any(Number) } }]);
});

it.each([0.95, 0.6, 0.5, 0.4, 0.2])('is not misled by luck: 20,000 looks of which %s succeed', (share) => {
  const random = seededRandom(7);
  const looks = new Looks().add(20_000, () => (random.fraction() < share ? 'offer' : 'unreadable'));
  expect(looks.news).toEqual([]);
});

it('does not tell to and fro while half of the looks fail', () => {
  const looks = new Looks().add(200, 'offer').add(60, 'unreadable');
  expect(looks.add(2_000, (n) => (n % 2 === 0 ? 'offer' : 'unreadable')).news).toHaveLength(1);
});

it('remembers 250 looks and no more', () => {
  expect(new Looks().add(1_000, 'offer').record.looks).toHaveLength(250);
});
