import { readHookKeys } from './hook-keys';

const KEY = Buffer.alloc(32, 'a key').toString('base64');
const OTHER = Buffer.alloc(24, 'other').toString('base64');

it('names the service as its address does, and takes several secrets', () => {
  const { keys, faults } = readHookKeys({
    EBB_HOOK_SECRET_PRICE_FEED: `whsec_${KEY}, ${OTHER}`,
    EBB_SECRET: 'none of these',
  });
  expect(faults).toEqual([]);
  expect(Object.keys(keys)).toEqual(['price-feed']);
  expect(keys['price-feed']?.map((key) => key.length)).toEqual([32, 24]);
});

it.each(['hunter2', `${KEY} short`, 'whsec_', Buffer.alloc(23).toString('base64')])(
  '%s is a fault, whose value is not told',
  (secret) => {
    const { faults } = readHookKeys({ EBB_HOOK_SECRET_FEED: secret });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^EBB_HOOK_SECRET_FEED /);
    expect(faults[0]).not.toContain(secret === 'whsec_' ? 'x'.repeat(9) : secret);
  },
);
