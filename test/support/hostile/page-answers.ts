import { productPage } from '../fake-shop';
import type { HostileAnswer } from './hostile-answer';
import { cupPage, jsonLd, offerOf, shown, statedPage } from './markup';

const HALF_MB = 500_000;

const html = (name: string, body: string, price?: HostileAnswer['price']): HostileAnswer => ({
  name,
  serve: { body },
  ...(price === undefined ? {} : { price }),
});

/** A page whose text shows a price in a charset that only the page, or the header, tells. */
function encoded(
  charset: string,
  lang: string,
  price: string | Buffer,
  expected: HostileAnswer['price'],
  header = 'text/html',
): HostileAnswer {
  const declared = charset === '' ? '' : `<meta charset="${charset}">`;
  const [before, after] = cupPage(declared, shown('|'), lang).split('|') as [string, string];
  const body = Buffer.concat([Buffer.from(before), Buffer.from(price), Buffer.from(after)]);
  return { name: charset || header, serve: { body, headers: { 'content-type': header } }, price: expected! };
}

/** Data for machines with this price, and no other. */
const stated = (
  name: string,
  price: unknown,
  more: object = {},
  read?: HostileAnswer['price'],
): HostileAnswer => html(name, statedPage(offerOf(price, more)), read);

/** The same price for machines and for people. */
const agreed = (name: string, price: unknown, text: string, read: HostileAnswer['price']): HostileAnswer =>
  html(name, statedPage(offerOf(price), shown(text)), read);

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const CUP_12: HostileAnswer['price'] = [1250, 'EUR'];
const ordinary = offerOf('12.50');

/** By the ids of the recorded cases. */
export const pageAnswers: Readonly<Record<string, readonly HostileAnswer[]>> = {
  'structure-047': [html('100,000 deep', `${'<div>'.repeat(100_000)}€ 12.50`)],
  'structure-048': [html('10,000 deep', `${'<div>'.repeat(10_000)}€ 12.50`)],
  'structure-050': [
    html(
      'attributes',
      `<div ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>€ 12.50</div>`,
    ),
  ],
  'structure-052': [
    html('comment', `<title>Blue cup</title><h1>Blue cup</h1><!-- ${shown('12.50 €')}`),
    html('script', `<title>Blue cup</title><h1>Blue cup</h1><script> ${shown('12.50 €')}`),
  ],
  'structure-053': [
    html('template', cupPage('', `<template>${shown('12.50 €')}</template>`)),
    html('noscript', cupPage('', `<noscript>${shown('12.50 €')}</noscript>`)),
    html('hidden', cupPage('', `<div hidden>${shown('12.50 €')}</div>`)),
    html('style', cupPage('', `<div style="display: none">${shown('12.50 €')}</div>`)),
    html('aria-hidden', cupPage('', `<div aria-hidden="true">${shown('12.50 €')}</div>`)),
  ],
  'structure-055': [
    html(
      'JSON-LD',
      cupPage(jsonLd(`{"@type":"Product","name":"${'x'.repeat(10_000_000)}"}`), shown('12.50 €')),
    ),
  ],
  'structure-056': [
    html('arrays', statedPage(ordinary, `${shown('12.50 €')}${jsonLd('['.repeat(100_000))}`), CUP_12),
    html(
      'objects',
      statedPage(
        ordinary,
        `${shown('12.50 €')}${jsonLd(`${'{"a":'.repeat(HALF_MB / 6)}1${'}'.repeat(HALF_MB / 6)}`)}`,
      ),
      CUP_12,
    ),
  ],
  'structure-057': [
    html(
      '__proto__',
      statedPage(ordinary, `${shown('12.50 €')}${jsonLd('{"__proto__":{"price":1}}')}`),
      CUP_12,
    ),
  ],
  'structure-058': [
    html(
      'constructor',
      statedPage(ordinary, `${shown('12.50 €')}${jsonLd('{"constructor":{"prototype":{"price":1}}}')}`),
      CUP_12,
    ),
  ],
  'structure-061': [
    html('arrays', statedPage([ordinary], shown('12.50 €')), CUP_12),
    html(
      'graph',
      cupPage(
        jsonLd(JSON.stringify({ '@graph': [{ '@type': 'Product', name: 'Blue cup', offers: ordinary }] })),
        shown('12.50 €'),
      ),
      CUP_12,
    ),
    html(
      'lowPrice',
      statedPage(
        { '@type': 'AggregateOffer', lowPrice: '12.50', highPrice: '20', priceCurrency: 'EUR' },
        shown('from 12.50 €'),
      ),
      CUP_12,
    ),
  ],
  'structure-062': [
    html('struck out', statedPage(offerOf('20.00'), `<s>20.00 €</s> ${shown('12.50 €')}`), CUP_12),
    html('another', statedPage(offerOf('20.00'), shown('12.50 €'))),
  ],
  'charset-064': [encoded('windows-1251', 'ru', bytes('313939 20 f0f3e1'), [19_900, 'RUB'])],
  'charset-065': [encoded('shift_jis', 'ja', bytes('312c393830 897e'), [1980, 'JPY'])],
  'charset-066': [
    encoded('gbk', 'zh-CN', bytes('a3a4 313939'), [19_900, 'CNY']),
    encoded('gb18030', 'zh-CN', bytes('313939 d4aa'), [19_900, 'CNY']),
  ],
  'charset-067': [
    encoded('euc-kr', 'ko', bytes('3132 2c 303030 bff8'), [12_000, 'KRW']),
    encoded('big5', 'zh-TW', ascii('NT$199'), [19_900, 'TWD']),
    encoded('koi8-r', 'ru', bytes('313939 20 d2d5c2'), [19_900, 'RUB']),
  ],
  'charset-069': [encoded('', 'de', bytes('39392c3939 20 80'), [9999, 'EUR'])],
  'charset-070': ['utf-7', 'x-nonsense'].map((charset) =>
    encoded('', 'en', '€12.50', CUP_12, `text/html; charset=${charset}`),
  ),
  'charset-071': [
    html('text', cupPage('<meta charset="utf-8">', shown('1\uFFFD2.50 €'))),
    stated('data', '1\uFFFD2'),
  ],
  'charset-072': [
    agreed('no-break space', '1299.00', '1\u00a0299,00\u00a0€', [129_900, 'EUR']),
    agreed('narrow one', '1299.00', '1\u202f299,00\u202f€', [129_900, 'EUR']),
    agreed('right-to-left marks', '1299.00', '\u200f1299.00\u200f €', [129_900, 'EUR']),
  ],
  'charset-073': [
    html('full width', cupPage('', shown('９９９円'), 'ja'), [999, 'JPY']),
    html('Arabic', cupPage('', shown('٩٩٩ ر.س'), 'ar'), [99_900, 'SAR']),
    html('Devanagari', cupPage('', shown('₹ ९९९'), 'hi'), [99_900, 'INR']),
  ],
  'price-075': ['1e309', 'Infinity'].map((price) => stated(price, price)),
  'price-076': [stated('NaN', 'NaN')],
  'price-077': [stated('text', '-5'), stated('number', -5)],
  'price-080': [stated('empty', ''), stated('null', null)],
  'price-081': [
    agreed('point', '1,299.00', '€1,299.00', [129_900, 'EUR']),
    agreed('comma', '1.299,00', '1.299,00 €', [129_900, 'EUR']),
  ],
  'price-082': [
    html('dinars', statedPage(offerOf('12.999', { priceCurrency: 'KWD' }), shown('KWD 12.999')), [
      12_999,
      'KWD',
    ]),
    html('thousands', cupPage('', shown('12.999 €'), 'de'), [1_299_900, 'EUR']),
  ],
  'price-083': [agreed('range', '9.99 - 19.99', '€9.99 - €19.99', [999, 'EUR'])],
  'price-084': [agreed('each', '99,99 €/St.', '99,99 €/St.', [9999, 'EUR'])],
  'price-085': [stated('data', '24 x 9.99'), html('text', cupPage('', shown('24 x 9.99 €')))],
  'price-086': [agreed('from', 'from 9.99', 'from €9.99', [999, 'EUR'])],
  'price-087': [stated('hexadecimal', '0x10')],
  'price-088': [stated('nines', '999999999'), html('shown', cupPage('', shown('999999999 €')))],
  'price-089': [stated('sum', 0.1 + 0.2, {}, [30, 'EUR'])],
  'price-090': [agreed('one of two', '199', '€199', [19_900, 'EUR'])],
  'price-093': [
    html(
      'with tax',
      statedPage(
        offerOf('119.00', {
          priceSpecification: { price: '119.00', priceCurrency: 'EUR', valueAddedTaxIncluded: true },
        }),
        shown('119.00 € incl. VAT (100.00 € excl. VAT)'),
      ),
      [11_900, 'EUR'],
    ),
  ],
  'price-094': [html('sold out', productPage({ availability: 'OutOfStock' }))],
  'price-096': [
    html(
      'seller',
      statedPage(offerOf('12.50', { seller: { '@type': 'Organization', name: 'Others' } }), shown('12.50 €')),
      CUP_12,
    ),
  ],
  'price-097': [html('members', cupPage('', `${shown('€12.50')}<p>€9.99 with Prime</p>`), CUP_12)],
  'price-098': [agreed('sale', '12.50', '€12.50', CUP_12)],
  'identity-100': [
    html('Robot Check', '<title>Robot Check</title><p>Enter the characters you see below</p>'),
    html(
      'cf-chl',
      '<title>Just a moment...</title><script>window._cf_chl_opt={}</script><div id="cf-chl-widget"></div>',
    ),
    html('datadome', '<title>shop.example</title><p>Please enable JS and disable any ad blocker</p>'),
  ],
  'identity-102': [html('no price', productPage({ price: null }))],
  'identity-103': [
    html(
      'not there',
      '<title>Page not found</title><h1>Page not found</h1><p>You may also like: Red cup €9.99',
    ),
  ],
  'identity-104': [404, 410].map((status) => ({ name: String(status), serve: { status, body: 'gone' } })),
  'identity-105': [
    html(
      'consent',
      '<title>Before you continue</title><h1>Before you continue</h1><p>We use cookies.</p><button>Accept all</button>',
    ),
  ],
  'identity-107': ['application/pdf', 'image/png', 'application/zip', 'application/json'].map((type) => ({
    name: type,
    serve: { body: statedPage(ordinary), headers: { 'content-type': type } },
  })),
  'identity-109': [agreed('as we see it', '12.50', '€12.50', CUP_12)],
};
