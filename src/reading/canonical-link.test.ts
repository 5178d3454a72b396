import { canonicalLink } from './canonical-link';

describe('canonicalLink', () => {
  it.each([
    ['https://shop.example/p/1?utm_source=a&size=4&fbclid=x', 'https://shop.example/p/1?size=4'],
    ['https://shop.example/p/1?UTM_Medium=a&gclid=b', 'https://shop.example/p/1'],
    ['https://Shop.Example:443/p?b=2&a=1', 'https://shop.example/p?b=2&a=1'],
    ['https://shop.example/p?name=a%20b&q=c+d', 'https://shop.example/p?name=a%20b&q=c+d'],
    ['https://shop.example/p/1#reviews', 'https://shop.example/p/1'],
    ['https://shop.example/p/1#:~:text=price', 'https://shop.example/p/1'],
    ['https://shop.example/p/1#variationId=7', 'https://shop.example/p/1#variationId=7'],
    ['https://shop.example/#!/p/1', 'https://shop.example/#!/p/1'],
    ['  http://shop.example/p?  ', 'http://shop.example/p'],
    ['https://shop.example/p?ref=123&variant=9', 'https://shop.example/p?ref=123&variant=9'],
  ])('%s → %s', (link, expected) => expect(canonicalLink(link)).toBe(expected));

  it.each(['', 'shop', 'ftp://shop.example/p', 'javascript:alert(1)', 'https://'])('refuses %j', (link) =>
    expect(canonicalLink(link)).toBeNull(),
  );

  it('changes nothing the second time', () => {
    const once = canonicalLink('https://shop.example/p?x=1&utm_id=2#top');
    expect(canonicalLink(once ?? '')).toBe(once);
  });
});
