import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DrivenShoppers } from '../support/driven-shoppers';
import type { FakeAnswer } from '../support/fake-shop';

// A hotel in Las Vegas: from the pasted link to the first day of the stay.
jest.setTimeout(60_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SETTINGS = {
  EBB_CHECK_EVERY: '6h',
  EBB_WATCHERS: join(__dirname, '..', 'support', 'loopback-expedia', 'index.cjs'),
  EXPEDIA_RAPID_KEY: 'key',
  EXPEDIA_RAPID_SECRET: 'secret',
};
/** Over at noon UTC of the 19th, four days after the test begins. */
const STAY =
  '/Las-Vegas-Hotels-The-Cedar.h1000001.Hotel-Information?chkin=2026-01-18&chkout=2026-01-20&rm1=a2';
const KING = `${STAY}&room=200001&refundable=no`;

const recorded = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'watchers', 'expedia', 'pages', 'example.json'), 'utf8'),
) as { answers: Record<string, { json: unknown }> };
const [content, rooms] = Object.values(recorded.answers).map(({ json }) => JSON.stringify(json));

/** As Rapid checks it: a time within five minutes of its own, and the hash of key, secret and time. */
function isSigned(authorization: string, now: number): boolean {
  const [, signature, time = ''] =
    /^EAN APIKey=key,Signature=(\w+),timestamp=(\d+)$/.exec(authorization) ?? [];
  const isTimely = Math.abs(now - Number(time) * 1000) < 300_000;
  return isTimely && signature === createHash('sha512').update(`keysecret${time}`).digest('hex');
}

describe('a stay', () => {
  let shoppers: DrivenShoppers;
  let total = '361.20';

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['ann'], SETTINGS);
    shoppers.restsUpToMs = 2500;
    const answerSigned =
      (body: () => string) =>
      ({ headers }: { headers: Record<string, unknown> }): FakeAnswer => ({
        status: isSigned(String(headers['authorization']), shoppers.now) ? 200 : 401,
        headers: { 'content-type': 'application/json' },
        body: body(),
      });
    shop().set(
      '/v3/properties/content',
      answerSigned(() => content ?? ''),
    );
    shop().set(
      '/v3/properties/availability',
      answerSigned(() => (rooms ?? '').replaceAll('361.20', total)),
    );
  });

  afterAll(() => shoppers.close());

  const shop = () => shoppers.shopOf('ann');
  const looks = (): number => shop().requestsTo('/v3/properties/availability').length;

  /** What was said unasked since then. */
  const saidSince = (since: number): string[] =>
    shoppers.alertsTo('ann', since).map(({ activity }) => String(activity['summary']));

  const lastReply = (): string =>
    JSON.stringify(shoppers.connector.posts.findLast(({ replyTo }) => replyTo !== null)?.activity);

  it('asks which room is meant', async () => {
    const since = shoppers.now;
    await shoppers.say('ann', shop().url + STAY);
    expect(saidSince(since)).toEqual([expect.stringContaining('King Room, non-refundable, US$361.20')]);
    expect(shop().requestsTo('/v3/properties/availability')[0]?.path).toContain('checkin=2026-01-18');
  });

  it('is followed with the room that was chosen, until its first day', async () => {
    const since = shoppers.now;
    await shoppers.pass(HOUR);
    await shoppers.press('ann', /^King Room, non-refundable/);
    expect(saidSince(since).at(-1)).toContain('US$288.96 or less');
    await shoppers.say('ann', 'show 1');
    expect(lastReply()).toContain('The Cedar, Las Vegas, 2026-01-18 to 2026-01-20: US$361.20');
    expect(lastReply()).toContain('until 18 Jan 2026');
  });

  it('is told when its price falls', async () => {
    const since = shoppers.now + 1;
    total = '280.00';
    await shoppers.pass(8 * HOUR);
    expect(saidSince(since)).toEqual([expect.stringContaining('US$280.00')]);
    total = '300.00';
    await shoppers.pass(8 * HOUR);
  });

  it.each(['stop', 'kill'] as const)('is still watched on its first day, after a %s too', async (how) => {
    await shoppers.pass(DAY);
    await shoppers.restart(how, HOUR);
    const before = looks();
    await shoppers.pass(7 * HOUR);
    expect(looks()).toBeGreaterThan(before);
  });

  it('ends with one notice when that day is over, and the API is asked no more', async () => {
    const over = Date.UTC(2026, 0, 19, 12);
    await shoppers.pass(over - HOUR / 2 - shoppers.now);
    const since = shoppers.now + 1;
    await shoppers.pass(HOUR);
    expect(saidSince(since)).toEqual([
      expect.stringMatching(
        /It was for 18 Jan 2026, and that day is past.*The lowest price I saw was US\$280\.00/s,
      ),
    ]);
    await shoppers.pass(3 * DAY);
    await shoppers.restart('kill', HOUR);
    await shoppers.pass(3 * DAY);
    expect(saidSince(since)).toHaveLength(1);
    expect(shop().requests.filter(({ at }) => at >= over)).toEqual([]);
    expect(shoppers.ask('select group_concat(price_minor) from periods')).toBe('36120,28000,30000');
    await shoppers.say('ann', 'list');
    expect(lastReply()).toContain('Your list is empty');
  });

  it('is not followed any more', async () => {
    await shoppers.say('ann', shop().url + KING);
    expect(lastReply()).toContain('its day is past');
  });
});
