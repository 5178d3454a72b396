import { makeAnswer } from './answer';
import { LookFailure } from './look-failure';
import { findElements, stripMarkup } from './page-elements';
import { measureProcessor } from '../../test/support/processor-time';

const html =
  '<div id="box"><p class="price"> </p><p class="price">7,90\n <b>€</b><script>var x = 1;</script></p></div>' +
  '<p class="price">9,90 €</p><img src=""><img src="/kettle.jpg">';
const page = findElements(
  makeAnswer({ url: 'https://shop.example/', contentType: 'text/html', body: Buffer.from(html) }),
);

it('gives the first text there is, without scripts and with single spaces', () => {
  expect(page.text('.price')).toBe('7,90 €');
  expect(page.texts('.price')).toEqual(['7,90 €', '9,90 €']);
});

it('gives the first attribute that says something', () => {
  expect(page.attribute('img', 'src')).toBe('/kettle.jpg');
});

it('finds in a part what stands in it', () => {
  expect(page.within('#box')?.texts('.price')).toEqual(['7,90 €']);
  expect(page.within('#box')?.has('img')).toBe(false);
});

it('gives null for what is not there', () => {
  expect([page.text('h1'), page.attribute('img', 'alt'), page.within('#none')]).toEqual([null, null, null]);
  expect(page.has('h1')).toBe(false);
});

it('reads the charset that the page says', () => {
  const body = Buffer.from('<meta charset="windows-1252"><p>\x807</p>', 'latin1');
  const old = findElements(makeAnswer({ url: 'https://shop.example/', contentType: 'text/html', body }));
  expect(old.text('p')).toBe('€7');
});

it('leaves the text of markup', () => {
  expect(stripMarkup('Salt &amp;  <em>Pepper</em> &#8211; 2&quot;')).toBe('Salt & Pepper – 2"');
});

it('does not read a page that is built to exhaust its readers', () => {
  const body = Buffer.from('<b>'.repeat(100_000));
  const find = (): unknown =>
    findElements(makeAnswer({ url: 'https://shop.example/', contentType: 'text/html', body }));
  expect(find).toThrow(LookFailure);
  expect(find).toThrow(/cannot be read/);
});

it.each([
  ['beside each other', (items: string) => items],
  ['in one part', (items: string) => `<div id="part">${items}</div>`],
])('searches thousands of elements %s in one pass', (_, wrap) => {
  const timeOf = (count: number): number => {
    const body = Buffer.from(wrap('<p class="a"><p class="b">7 €'.repeat(count)));
    const all = findElements(makeAnswer({ url: 'https://shop.example/', contentType: 'text/html', body }));
    const part = all.within('#part') ?? all;
    return measureProcessor(() => expect([part.has('h1'), part.text('.b')]).toEqual([false, '7 €']));
  };
  const leastOf = (count: number): number => Math.min(...[1, 2, 3].map(() => timeOf(count)));
  // Ten times as many would take a hundred times as long if they were compared with each other.
  expect(leastOf(20_000)).toBeLessThan(40 * leastOf(2000));
});
