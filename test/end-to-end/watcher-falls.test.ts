import { DrivenShoppers } from '../support/driven-shoppers';
import { productPage } from '../support/fake-shop';

// Shops change their pages so that nothing can be read there any more, and change them back.
jest.setTimeout(120_000);

const HOUR = 3_600_000;
/** So many that there are looks enough while what cannot be read is looked at ever more seldom. */
const NAMES = ['ann', 'ben', 'eve', 'fay', 'ida', 'joe', 'kim', 'lea', 'max', 'noa'];

it('the operator hears once that a watcher fell, and once that it reads again', async () => {
  const shoppers = await DrivenShoppers.start(NAMES, {
    EBB_CHECK_EVERY: '30m',
    EBB_CHECK_FLOOR: '10m',
    EBB_LOG: 'info',
  });
  const hear = (): object[] =>
    shoppers.log
      .split('\n')
      .filter((line) => line.includes('"watcher":"page"'))
      .map((line) => JSON.parse(line) as object);
  try {
    shoppers.showPrice('99.00');
    await shoppers.followAll();
    await shoppers.pass(30 * HOUR);
    expect(hear()).toEqual([]);

    for (const name of NAMES) shoppers.shopOf(name).set('/kettle', { body: productPage({ price: null }) });
    await shoppers.pass(24 * HOUR);
    const fall = {
      ...{ level: 40, before: 1, failures: { unreadable: expect.any(Number) as number } },
      msg: expect.stringContaining('`ebb watchers doctor`') as string,
    };
    expect(hear()).toEqual([expect.objectContaining(fall)]);

    shoppers.showPrice('99.00');
    await shoppers.pass(48 * HOUR);
    expect(hear().slice(1)).toEqual([
      expect.objectContaining({ level: 30, msg: expect.stringContaining('before it fell') as string }),
    ]);
  } finally {
    await shoppers.close();
  }
});
