import { load } from 'cheerio';
import fc from 'fast-check';
import { renderProductPage, type ProductPage } from './product-page';

const NASTY = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('<>"\'&;=/!-` \n\t\0ax')),
      fc.constantFrom('<script>', '</title>', '</h1>', '<!--', '-->', '<![CDATA[', '&lt;', '&#60', '&quot'),
      fc.constantFrom(
        '" onclick="',
        "' x='",
        '<img src=x onerror=1>',
        '<svg/onload=1>',
        'javascript:',
        '\ud83d',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(''));

function pageOf(foreign: string): ProductPage {
  return {
    ...{ title: foreign, headline: foreign, heading: foreign, footnote: foreign, shopUrl: foreign },
    spans: [{ span: 30, name: foreign, isShown: true }],
    chart: '<svg></svg>',
    lines: [foreign],
    facts: [{ label: foreign, value: foreign }],
  };
}

/** The names of all elements, each with those of its attributes. */
function outline(html: string): string[] {
  const page = load(html);
  return page('*')
    .toArray()
    .map((node) => [page(node).prop('tagName'), ...Object.keys(page(node).attr() ?? {})].join(' '));
}

test('no element and no attribute comes of what a shop calls its product', () => {
  const harmless = outline(renderProductPage(pageOf('Kettle')));
  fc.assert(
    fc.property(NASTY, (foreign) => {
      expect(outline(renderProductPage(pageOf(foreign)))).toEqual(harmless);
    }),
    { numRuns: 100 },
  );
});
