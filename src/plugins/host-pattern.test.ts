import { coversHost, isHostPattern, overlap } from './host-pattern';

it.each([
  ['shop.example', 'shop.example', true],
  ['shop.example', 'www.shop.example', true],
  ['shop.example', 'm.shop.example', false],
  ['shop.example', 'evilshop.example', false],
  ['shop.example', 'shop.example.evil.example', false],
  ['*.shop.example', 'm.shop.example', true],
  ['*.shop.example', 'a.b.shop.example', true],
  ['*.shop.example', 'shop.example', false],
  ['*.shop.example', 'evilshop.example', false],
  ['shop.example', 'shop.example:8443', false],
  ['shop.example:8443', 'shop.example:8443', true],
])('%s covers %s: %s', (pattern, host, expected) => {
  expect(coversHost(pattern, host)).toBe(expected);
});

it.each([
  ['shop.example', true],
  ['*.shop.example', true],
  ['127.0.0.1:8080', true],
  ['shop', false],
  ['Shop.example', false],
  ['https://shop.example', false],
  ['shop.example/path', false],
  ['*', false],
  ['*.example', false],
  ['shop.*', false],
])('%s is a pattern: %s', (pattern, expected) => {
  expect(isHostPattern(pattern)).toBe(expected);
});

it.each([
  ['shop.example', 'shop.example', true],
  ['shop.example', 'www.shop.example', true],
  ['*.shop.example', 'shop.example', true],
  ['*.shop.example', 'm.shop.example', true],
  ['*.shop.example', '*.m.shop.example', true],
  ['shop.example', 'm.shop.example', false],
  ['*.shop.example', '*.other.example', false],
])('%s and %s overlap: %s', (a, b, expected) => {
  expect(overlap(a, b)).toBe(expected);
  expect(overlap(b, a)).toBe(expected);
});
