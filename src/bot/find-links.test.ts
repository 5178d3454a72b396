import { measureProcessor } from '../../test/support/processor-time';
import { findLinks } from './find-links';

it.each<[string, string, string[]]>([
  ['alone', 'https://shop.example/a', ['https://shop.example/a']],
  ['in prose', 'look at https://shop.example/a, please.', ['https://shop.example/a']],
  ['in brackets', '(https://shop.example/a)', ['https://shop.example/a']],
  ['in angle brackets', '<https://shop.example/a>', ['https://shop.example/a']],
  ['in quotes', 'it is “https://shop.example/a”!', ['https://shop.example/a']],
  ['in Markdown', '[this one](https://shop.example/a)', ['https://shop.example/a']],
  [
    'as its own Markdown text',
    '[https://shop.example/a](https://shop.example/a)',
    ['https://shop.example/a'],
  ],
  ['bold', '**https://shop.example/a**', ['https://shop.example/a']],
  [
    'in HTML, once',
    '<a href="https://shop.example/a?b=1&amp;c=2">https://shop.example/a?b=1&amp;c=2</a>',
    ['https://shop.example/a?b=1&c=2'],
  ],
  ['with parentheses in the path', 'https://shop.example/lamp_(red)', ['https://shop.example/lamp_(red)']],
  ['with both', '(see https://shop.example/lamp_(red))', ['https://shop.example/lamp_(red)']],
  ['with query and fragment', 'https://shop.example/a?v=1&c=2#x', ['https://shop.example/a?v=1&c=2#x']],
  ['with an apostrophe', "https://shop.example/men's-shoe", ["https://shop.example/men's-shoe"]],
  ['in capitals', 'HTTPS://SHOP.EXAMPLE/A', ['HTTPS://SHOP.EXAMPLE/A']],
  ['without scheme', 'www.shop.example/x', ['https://www.shop.example/x']],
  ['without scheme, in prose', 'on www.shop.example.', ['https://www.shop.example']],
  ['without scheme and www', 'shop.example/x is nice', ['https://shop.example/x']],
  ['with a port', 'http://127.0.0.1:8080/p/1', ['http://127.0.0.1:8080/p/1']],
  ['Unicode host', 'https://möbel.example/stuhl', ['https://möbel.example/stuhl']],
  ['Unicode host without scheme', 'möbel.example/stuhl', ['https://möbel.example/stuhl']],
  ['glued to a word', '看看https://shop.example/a。好', ['https://shop.example/a']],
  ['glued to a Latin word', 'seehttps://shop.example/a', ['https://shop.example/a']],
  [
    'shared by an app',
    'Check out this Lamp - 20% off!\nhttps://s.example/AbC?ref=app\u200b\nSent from the Shop app',
    ['https://s.example/AbC?ref=app'],
  ],
  [
    'several, one of them twice',
    'https://a.example/1 https://b.example/2 https://a.example/1',
    ['https://a.example/1', 'https://b.example/2'],
  ],
  ['in their order', 'www.a.example https://b.example/2', ['https://www.a.example', 'https://b.example/2']],
  ['another scheme', 'ftp://shop.example/a', ['ftp://shop.example/a']],
  ['an e-mail address', 'me@shop.example/x', []],
  ['plain words', 'e.g. file.txt and 79.99 and and/or 24/7', []],
  ['nothing', '', []],
])('%s', (_name, text, links) => {
  expect(findLinks(text)).toEqual(links);
});

it('reads a hostile text in no time', () => {
  const milliseconds = measureProcessor(() => {
    findLinks('a-'.repeat(10_000) + '.'.repeat(10_000));
    findLinks('('.repeat(10_000) + 'https://x.example/' + ')'.repeat(10_000));
  });
  expect(milliseconds).toBeLessThan(1000);
});

it('does not parse a link that is longer than any that is followed', () => {
  const long = `://shop.example/${'x'.repeat(2_100)}`;
  const both = [`https${long}`, `HTTPS${long}`];
  expect(findLinks(both.join(' '))).toEqual(both);
  expect(findLinks('https://shop.example/x HTTPS://shop.example/x')).toHaveLength(1);
});
