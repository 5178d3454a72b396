import { seededRandom } from '../../test/support/manual-clock';
import { createDemoShop, type DemoShop } from './demo-shop';

let shop: DemoShop;
beforeEach(async () => {
  shop = await createDemoShop({ random: seededRandom(7) });
});
afterEach(() => shop.close());

test('each visitor has one link that nobody can guess', () => {
  expect(shop.productUrl('ann')).toBe(shop.productUrl('ann'));
  expect(shop.productUrl('ann')).not.toBe(shop.productUrl('bob'));
  expect(shop.productUrl('ann')).not.toContain('ann');
  expect(shop.url).toBe(`http://${shop.hostPort}`);
});

test('structured and visible price agree, and the price before is shown struck out', async () => {
  shop.lower('ann');
  const page = await (await fetch(shop.productUrl('ann'))).text();
  expect(page).toContain('"price":"96.75","priceCurrency":"EUR"');
  expect(page).toContain('€96.75 <s class="was">€129.00</s>');
});

test('an unchanged page is 304, a changed price a new page', async () => {
  const url = shop.productUrl('ann');
  const etag = (await fetch(url)).headers.get('etag') ?? '';
  const ask = async (): Promise<number> => (await fetch(url, { headers: { 'if-none-match': etag } })).status;
  expect(await ask()).toBe(304);
  shop.lower('ann');
  expect(await ask()).toBe(200);
});

test('the price never reaches zero', () => {
  for (let i = 0; i < 50; i += 1) shop.lower('ann');
  expect(shop.lower('ann')).toEqual({ minor: 100, currency: 'EUR' });
});

test('an unknown shelf is not found', async () => {
  expect((await fetch(`${shop.url}/shelf/nobody/tideglow-desk-lamp`)).status).toBe(404);
});
