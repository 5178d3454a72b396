import { page, read, say } from '../../../test/support/sample-page';
import { chosenOffer } from '../../core/reading';
import { measureProcessor } from '../../../test/support/processor-time';

const shown = '<h1>Blue cup</h1><p>€12.50</p><p>€14.00</p><button>Add to cart</button>';
const cup = { name: 'Blue cup', price: 12.5, currency: 'EUR' };
const json = (value: unknown): string => JSON.stringify(value);

describe('the data a page was made of', () => {
  it.each([
    [
      'Next',
      `<script id="__NEXT_DATA__" type="application/json">${json({ props: { product: cup } })}</script>`,
    ],
    ['an assignment', `<script>window.__INITIAL_STATE__ = ${json({ a: '}"', p: [cup] })};</script>`],
    [
      'a data layer',
      `<script>dataLayer.push(${json({ ecommerce: { items: [{ ...cup, item_name: 'Blue cup' }] } })});</script>`,
    ],
    [
      'cents',
      `<script>var meta = {"product":${json({ title: 'Blue cup', price: 1250, currency: 'EUR' })}};</script>`,
    ],
    [
      'nested amounts',
      `<script type="application/json">${json({ product: { name: 'Blue cup', price_info: { final: { value: 12.5 } }, currency: 'EUR' } })}</script>`,
    ],
    [
      'the sale price',
      `<script type="application/json">${json({ ...cup, price: 14, salePrice: '12.50' })}</script>`,
    ],
  ])('decides between amounts that the page shows: %s', (_, script) => {
    expect(say(read(page('', shown)))).toBe('ambiguous');
    const reading = read(page(script, shown));
    expect(say(reading)).toBe('offer 12.50 EUR');
    expect(chosenOffer(reading)).toMatchObject({ evidence: { source: 'page state' } });
  });

  it.each([
    ['another product', { ...cup, name: 'Red saucer' }],
    ['a whole number that the page does not show', { ...cup, price: 9900 }],
    ['no product', { price: 12.5 }],
  ])('is left alone when it tells of %s', (_, value) => {
    const script = `<script type="application/json">${json(value)}</script>`;
    expect(say(read(page(script, shown)))).toBe('ambiguous');
  });

  it('is not vouched for where the page shows no price', () => {
    const script = `<script type="application/json">${json(cup)}</script>`;
    const reading = read(page(script, '<h1>Blue cup</h1>'));
    expect(say(reading)).toBe('offer 12.50 EUR');
    expect(chosenOffer(reading)?.confidence).toBeLessThan(0.8);
  });

  it.each([
    ['quotes', '"\\'.repeat(200_000)],
    ['brackets', '={'.repeat(200_000)],
    ['depth', `${'{"a":'.repeat(50_000)}1`],
  ])('takes time in proportion to its length: %s', (_, text) => {
    const milliseconds = measureProcessor(() => read(page(`<script>dataLayer = [${text}</script>`, shown)));
    expect(milliseconds).toBeLessThan(3000);
  });
});
