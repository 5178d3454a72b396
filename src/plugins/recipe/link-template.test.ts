import { fillLink, matchLink, parseLinkTemplate, pruneLink, type LinkTemplate } from './link-template';
import { measureProcessor } from '../../../test/support/processor-time';

function parse(text: string): LinkTemplate {
  const template = parseLinkTemplate(text);
  if ('fault' in template) throw new Error(template.fault);
  return template;
}

function match(text: string, path: string) {
  const values = matchLink(parse(text), new URL(path, 'https://shop.example'));
  return values && Object.fromEntries(values);
}

it.each([
  { template: '/p/{id}', path: '/p/abc/', values: { id: 'abc' } },
  { template: '/*/p/{id:number}-*', path: '/en/p/1234-copper-pan?ref=x', values: { id: '1234' } },
  { template: '/p/*-{id:number}.html', path: '/p/copper-pan-1234.html', values: { id: '1234' } },
  { template: '/shop?id={id}', path: '/shop?page=2&id=77', values: { id: '77' } },
  { template: '/p/{id}?v={variant?}', path: '/p/1?v=a%20b', values: { id: '1', variant: 'a%20b' } },
  { template: '/p/{id}?v={variant?}', path: '/p/1', values: { id: '1' } },
])('$template takes $path', ({ template, path, values }) => expect(match(template, path)).toEqual(values));

it.each([
  ['/p/{id}', '/'],
  ['/p/{id}', '/p/'],
  ['/p/{id}', '/p/1/reviews'],
  ['/p/{id:number}', '/p/new'],
  ['/p/{id}.html', '/p/1xhtml'],
  ['/shop?id={id}', '/shop?id='],
])('%s does not take %s', (template, path) => expect(match(template, path)).toBeNull());

it.each([
  ['p/{id}', 'slash'],
  ['/p', 'no {name}'],
  ['/p/{id', 'segment'],
  ['/p/{id:word}', 'segment'],
  ['/p/*-*-{id}', 'segment'],
  ['/p/{id}/{id}', 'twice'],
  ['/p?id=7', 'parameter'],
])('refuses %s', (template, fault) =>
  expect(parseLinkTemplate(template)).toEqual({ fault: expect.stringContaining(fault) }),
);

it('keeps of a link only what tells the product', () => {
  const template = parse('/p/{id}?v={variant?}');
  const link = 'https://www.shop.example/p/1?utm_source=mail&v=red#top';
  expect(pruneLink(template, new URL(link))).toBe('https://www.shop.example/p/1?v=red');
});

it('fills a link, leaving out parameters that are missing', () => {
  const link = 'https://shop.example/api/{id}?v={variant?}&full=1';
  expect(fillLink(link, new Map([['id', '7']]))).toBe('https://shop.example/api/7?full=1');
  expect(
    fillLink(
      link,
      new Map([
        ['id', '7'],
        ['variant', 'red'],
      ]),
    ),
  ).toBe('https://shop.example/api/7?v=red&full=1');
});

it('takes no noticeable time over the longest link', () => {
  const path = `/p/${'-'.repeat(2000)}`;
  expect(measureProcessor(() => expect(match('/p/*-{a}x', path)).toBeNull())).toBeLessThan(500);
});
