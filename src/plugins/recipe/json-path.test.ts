import { followJsonPath, parseJsonPath } from './json-path';

function follow(json: unknown, text: string) {
  const path = parseJsonPath(text);
  if (!path) throw new Error(`no path: ${text}`);
  return followJsonPath(json, path);
}

it.each([
  { json: { product: { price: '9.90' } }, path: 'product.price', value: '9.90' },
  { json: { offers: [{ price: 1 }, { price: 2 }] }, path: 'offers[1].price', value: 2 },
  { json: { a: [[1, 2], [3]] }, path: 'a[0][1]', value: 2 },
  { json: { '@id': 'x', 'in-stock': false }, path: 'in-stock', value: false },
  { json: { offers: [{ name: 'A' }, { price: 2 }] }, path: 'offers.price', value: 2 },
  { json: [{ price: 3 }], path: 'price', value: 3 },
])('follows $path', ({ json, path, value }) => expect(follow(json, path)).toBe(value));

it.each([
  [{}, 'toString.name'],
  [{ a: 1 }, '__proto__.a'],
  [{ a: null }, 'a'],
  [{ a: { b: 1 } }, 'a'],
  ['text', 'length'],
  [null, 'a'],
])('finds nothing in %j at %s', (json, path) => expect(follow(json, path)).toBeUndefined());

it.each(['', '.', 'a..b', 'a.', '[0]', 'a[b]', 'a[', 'a[9999]', 'a.'.repeat(12) + 'a'])(
  'refuses "%s"',
  (path) => expect(parseJsonPath(path)).toBeNull(),
);

it('looks at no more of a long list than it may', () => {
  const list: unknown[] = Array.from({ length: 100_000 }, () => ({ a: [] }));
  list.push({ a: { b: 1 } });
  expect(follow({ list }, 'list.a.b')).toBeUndefined();
});
