import { parseUrl } from './parse-url';

describe('parseUrl', () => {
  it('takes links with and without a base', () => {
    expect(parseUrl('https://shop.example/a?b#c')?.href).toBe('https://shop.example/a?b#c');
    expect(parseUrl('../lamp', 'https://shop.example/a/b')?.href).toBe('https://shop.example/lamp');
    expect(parseUrl('lamp')).toBeNull();
    expect(parseUrl('https://', 'https://shop.example/')).toBeNull();
  });

  it('reads a host with an umlaut however often it is asked', () => {
    // URL.canParse of Node 20 takes it for no link once it is compiled, after some thousand calls.
    const isRead = (): boolean => parseUrl('https://bücher.example/')?.host === 'xn--bcher-kva.example';
    expect(Array.from({ length: 30_000 }, isRead).filter((read) => !read)).toEqual([]);
  });
});
