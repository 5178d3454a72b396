import { MARKS } from '../page-facts';
import { textOf, thingsOf } from '../thing';
import type { PageFacts } from '../page-facts';
import { PageBytes } from './page-bytes';
import { HostileMarkup, scanPage } from './scan-page';

const scan = (html: string): PageFacts => scanPage(new PageBytes(Buffer.from(html)));
const textsOf = (html: string): string[] =>
  scan(html).lines.map((line) => line.runs.map((run) => run.text).join(''));
const marksOf = (html: string, text: string): number => {
  const runs = scan(html).lines.flatMap((line) => line.runs);
  return runs.find((run) => run.text.includes(text))?.marks ?? -1;
};

describe('scanPage', () => {
  it('keeps what the head says', () => {
    const facts = scan(
      '<html lang="de"><head><title>Cup &amp; saucer</title><link rel="canonical" href="/p/1">' +
        '<meta property="og:title" content="Cup"><script type="application/ld+json">{"a":1}</script></head>' +
        '<body><svg><title>Icon</title></svg></body></html>',
    );
    expect(facts).toMatchObject({
      language: 'de',
      title: 'Cup & saucer',
      canonical: '/p/1',
      jsonLd: ['{"a":1}'],
    });
    expect(facts.metas).toEqual([{ name: 'og:title', content: 'Cup' }]);
  });

  it('leaves out blocks of JSON-LD over 512 KB', () => {
    const facts = scan(`<script type="application/ld+json">"${'x'.repeat(600_000)}"</script>`);
    expect(facts.jsonLd).toEqual([]);
  });

  it('reads visible text block by block, and nothing that is hidden', () => {
    const hidden = [
      '<template>1</template>',
      '<noscript>2</noscript>',
      '<p hidden>3</p>',
      '<p aria-hidden="true">4</p>',
    ].concat(
      '<p style="display: none">5<b>6</b></p>',
      '<!-- 7 -->',
      '<script>8</script>',
      '<style>9</style>',
    );
    expect(textsOf(`<p>one <b>two</b></p>${hidden.join('')}<div>three<br>four</div>`)).toEqual([
      'one two',
      'three',
      'four',
    ]);
  });

  it('marks what is struck out, raised, a link, a heading, a button', () => {
    expect(marksOf('<p><del>9</del></p>', '9')).toBe(MARKS.old);
    expect(marksOf('<p><span style="text-decoration: line-through">9</span></p>', '9')).toBe(MARKS.old);
    expect(marksOf('<p>2<sup>99</sup></p>', '99')).toBe(MARKS.raised);
    expect(marksOf('<a href="/">x</a>', 'x')).toBe(MARKS.link);
    expect(marksOf('<h1>x</h1>', 'x') & MARKS.mainHeading).toBeTruthy();
    expect(marksOf('<input type="submit" value="Buy">', 'Buy') & MARKS.button).toBeTruthy();
  });

  it.each([
    ['product-price', MARKS.price],
    ['price--old', MARKS.price | MARKS.old],
    ['OldPrice', MARKS.price | MARKS.old],
    ['related-products', MARKS.aside],
    ['shipping-price', MARKS.price | MARKS.notPrice],
    ['has-old-price', 0],
  ])('knows what the class %s says', (name, marks) => {
    expect(marksOf(`<div class="${name}">9</div>`, '9')).toBe(marks);
  });

  it('takes what follows a heading of other products for an aside, up to the next heading of its rank', () => {
    const page =
      '<body><h1>Cup</h1><p>one</p><div><h2>Related products</h2></div><p>two</p><h2>Details</h2><p>three</p>';
    expect(marksOf(page, 'one') & MARKS.aside).toBe(0);
    expect(marksOf(page, 'two') & MARKS.aside).toBeTruthy();
    expect(marksOf(page, 'three') & MARKS.aside).toBe(0);
  });

  it('keeps what the forms of a page have chosen of the product, and nothing else', () => {
    const { selections } = scan(
      '<select name="Finish"><option value="1">Oak</option><optgroup><option value="2" selected>Elm</option></optgroup></select>' +
        '<input type="radio" name="Size" value="M"><input type="radio" name="Size" value="L" checked>' +
        '<input type="hidden" name="id" value="4002"><input type="hidden" name="csrf" value="abc">' +
        '<input type="checkbox" checked value="gift"><select name="quantity"><option selected>1</option></select>',
    );
    expect(selections).toEqual(['2', 'Elm', 'L', '4002']);
  });

  it('keeps things of microdata in their own scopes', () => {
    const { microdata } = scan(
      '<div itemscope itemtype="https://schema.org/Product"><span itemprop="name">Cup</span>' +
        '<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="5">' +
        '<b itemprop="seller">Us</b></div><div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product">' +
        '<span itemprop="name">Saucer</span></div></div>',
    );
    const product = microdata.find((thing) => thing.types.includes('Product'));
    expect(product && textOf(product, 'name')).toBe('Cup');
    const [offer] = product ? thingsOf(product, 'offers') : [];
    expect(offer && [textOf(offer, 'price'), textOf(offer, 'seller')]).toEqual(['5', 'Us']);
  });

  it('reads RDFa, with the names of GoodRelations too, and leaves Open Graph to the metas', () => {
    const { rdfa } = scan(
      '<meta property="og:title" content="x"><div vocab="https://schema.org/" typeof="Product"><h1 property="name">Cup</h1>' +
        '<p property="offers" typeof="gr:Offering"><b property="gr:hasCurrencyValue" content="5">5</b></p></div>',
    );
    const product = rdfa.find((thing) => thing.types.includes('Product'));
    const [offer] = product ? thingsOf(product, 'offers') : [];
    expect(offer?.types).toEqual(['Offer']);
    expect(offer && textOf(offer, 'price')).toBe('5');
    expect(rdfa[0]?.properties.size).toBe(0);
  });

  it.each([
    ['nesting', '<div>'.repeat(1001)],
    ['attributes', `<div ${Array.from({ length: 1001 }, (_, index) => `a${index}`).join(' ')}>`],
  ])('refuses markup built to exhaust its readers: %s', (_, html) => {
    expect(() => scan(html)).toThrow(HostileMarkup);
  });
});
