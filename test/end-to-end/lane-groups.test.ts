import { DrivenShoppers } from '../support/driven-shoppers';

// Two shops that an operator has put into one lane, in the whole application under a clock that the test
// moves.
const GAP_MS = 2_000;
const HOUR = 3_600_000;

test('shops of one lane are never asked at the same time, nor within the gap', async () => {
  const shoppers = await DrivenShoppers.start(['ann', 'bob', 'cem'], ([ann, bob]) => ({
    EBB_CHECK_EVERY: '10m',
    EBB_CHECK_FLOOR: '1m',
    EBB_LANE_GROUPS: `${ann}+${bob}`,
  }));
  try {
    // Longer waits are those of connections.
    shoppers.restsUpToMs = 1.1 * GAP_MS;
    shoppers.showPrice('99.00');
    await shoppers.followAll();
    await shoppers.pass(2 * HOUR);
    const [ann, bob, cem] = ['ann', 'bob', 'cem'].map((name) => shoppers.shopOf(name).requests);
    for (const requests of [ann, bob, cem]) expect(requests!.length).toBeGreaterThan(8);
    const together = [...ann!, ...bob!].sort((one, other) => one.at - other.at);
    const gaps = together.slice(1).map(({ at }, index) => at - (together[index]!.endedAt ?? Infinity));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS);
  } finally {
    await shoppers.close();
  }
}, 60_000);
