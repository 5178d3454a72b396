import { findSelectorFault } from './safe-selector';

it.each(['.price', '#product .price > b', 'meta[itemprop="price"]', 'li:nth-child(2), h1', '[data-x="a b"]'])(
  'takes %s',
  (selector) => expect(findSelectorFault(selector)).toBeNull(),
);

it.each([
  ['', 'empty'],
  ['div:has(div:has(p))', ':has'],
  ['p:HAS(a)', ':has'],
  ['p:not(:is(.a))', 'brackets in brackets'],
  ['a b c d e f g h i', 'more than 8'],
  ['p[', 'no CSS selector'],
  ['p:no-such(1)', 'no CSS selector'],
  [`.${'x'.repeat(200)}`, 'longer than 200'],
])('refuses "%s"', (selector, fault) => expect(findSelectorFault(selector)).toContain(fault));
