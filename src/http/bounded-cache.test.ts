import { BoundedCache } from './bounded-cache';

test('keeps values until their time is over', () => {
  const cache = new BoundedCache<string>(10);
  cache.set('a', 'one', 1, 1000);
  expect(cache.get('a', 999)).toBe('one');
  expect(cache.get('a', 1000)).toBeUndefined();
  expect(cache.get('b', 0)).toBeUndefined();
});

test('lets the oldest go when all together weigh too much, and counts a replaced one once', () => {
  const cache = new BoundedCache<string>(10);
  for (let n = 0; n < 5; n += 1) cache.set('a', 'one', 4, 1000);
  cache.set('b', 'two', 6, 1000);
  expect(cache.get('a', 0)).toBe('one');
  cache.set('c', 'three', 4, 1000);
  expect([cache.get('a', 0), cache.get('b', 0), cache.get('c', 0)]).toEqual([undefined, 'two', 'three']);
});
