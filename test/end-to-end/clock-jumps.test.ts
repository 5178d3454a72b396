import { DrivenShoppers } from '../support/driven-shoppers';

// What a clock that is set back or forward under a running Ebb must not do: silence it, repeat it, or let it
// storm shops.
jest.setTimeout(60_000);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NAMES = ['ann', 'ben'];

let shoppers: DrivenShoppers;
beforeEach(async () => {
  shoppers = await DrivenShoppers.start(NAMES, { EBB_CHECK_EVERY: '6h' });
  shoppers.showPrice('99.00');
  await shoppers.followAll();
  await shoppers.pass(HOUR);
});
afterEach(() => shoppers.close());

const looksAt = (name: string): number => shoppers.shopOf(name).requestsTo('/kettle').length;
const alertsTo = (name: string) =>
  shoppers.alertsTo(name, 0).filter(({ activity }) => JSON.stringify(activity).includes('Down €29.00'));

/** @returns how many looks each shop saw meanwhile. */
async function countLooks(work: () => Promise<void>): Promise<number[]> {
  const before = NAMES.map(looksAt);
  await work();
  return NAMES.map((name, at) => looksAt(name) - before[at]!);
}

test('set back by hours, it answers and looks when it is asked, and alerts once', async () => {
  expect(await countLooks(() => shoppers.jump(-5 * HOUR))).toEqual([0, 0]);
  shoppers.showPrice('70.00');
  const asked = await countLooks(async () => {
    await shoppers.say('ann', 'check 1');
    await shoppers.pass(MINUTE);
  });
  expect(asked).toEqual([1, 0]);
  await shoppers.pass(5 * HOUR + 8 * HOUR);
  expect(NAMES.map((name) => alertsTo(name).length)).toEqual([1, 1]);
  expect((await fetch(`${shoppers.url}/readyz`)).status).toBe(200);
});

test('set forward by a day, it makes up for one look at each product, not for four, and alerts once', async () => {
  shoppers.showPrice('70.00');
  const looks = await countLooks(async () => {
    await shoppers.jump(24 * HOUR);
    await shoppers.pass(7 * HOUR);
  });
  expect(looks.every((count) => count >= 1 && count <= 2)).toBe(true);
  await shoppers.pass(10 * HOUR);
  expect(NAMES.map((name) => alertsTo(name).length)).toEqual([1, 1]);
});
