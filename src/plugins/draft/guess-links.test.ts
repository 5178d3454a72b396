import { matchLink, parseLinkTemplate } from '../recipe/link-template';
import { guessLinks } from './guess-links';

it.each([
  ['https://shop.example/p/7', '/p/{id:number}'],
  ['https://shop.example/en/p/12345-copper-pan?ref_=mail', '/en/p/{id:number}-*'],
  ['https://shop.example/copper-pan-p12345.html?utm_source=mail', '/*-p{id:number}.html'],
  ['https://shop.example/p/12345/copper-pan', '/p/{id:number}/*'],
  ['https://shop.example/en/copper-pan-28-cm/12345', '/en/*/{id:number}'],
  ['https://shop.example/copper-pans/12345', '/copper-pans/{id:number}'],
  ['https://shop.example/products/copper-pan-2024?variant=41', '/products/{product}?variant={variant?}'],
  ['https://shop.example/p/7?item=9', '/p/{id:number}'],
  ['https://shop.example/ssd-1000-gb', '/{product}'],
  ['https://shop.example/shelf/aB3xYz_kLm9qRs/lamp', '/shelf/{part2}/{product}'],
  ['https://shop.example/product.php?id=7&sort=up', '/product.php?id={id}'],
  ['https://shop.example/', null],
])('%s: %s', (link, expected) => expect(guessLinks(link)).toBe(expected));

it.each([
  'https://shop.example/a{b}/c*d/e',
  'https://shop.example/%7Bx%7D/12345-a-b_c.d',
  'https://shop.example/caf%C3%A9/x?size=1%202&colour=%26',
  'https://shop.example/-12345-.html',
])('gives a template that takes its own link: %s', (link) => {
  const template = parseLinkTemplate(guessLinks(link) ?? '');
  expect('fault' in template ? template.fault : matchLink(template, new URL(link))).toBeInstanceOf(Map);
});
