import type { Reading } from '../../../src/core/reading';
import type { HostileAnswer } from './hostile-answer';
import { cupPage, fill, jsonLd, offerOf, shown, statedPage } from './markup';

/** Answers that made readers slow or made them fail, and how a look at each may end. */
export const ownAnswers: readonly (HostileAnswer & { readonly kinds: readonly Reading['kind'][] })[] = [
  ...(
    [
      ['a tag that never ends', `<${fill('a')}`],
      ['comments in comments', fill('<!--')],
      ['scripts in scripts', fill('<script>')],
      ['ampersands', fill('&')],
      ['a number of five million digits', cupPage('', fill('1'))],
      ['separators without end', cupPage('', `€${fill('1,')}`)],
      ['backslashes in JSON-LD', cupPage(jsonLd(`{"a":"${fill('\\', 500_000)}`), '')],
      ['brackets in JSON-LD', cupPage(jsonLd(fill('[,', 500_000)), '')],
      ['headings', fill('<h1>Blue cup</h1>')],
      ['properties', fill('<b itemscope><i itemprop="price">1')],
    ] as const
  ).map(([name, body]) => ({
    name,
    serve: { body },
    kinds: ['unreadable', 'unreachable', 'not-a-product'] as const,
  })),
  ...(
    [
      ['a line of a million amounts', statedPage(offerOf('12.50'), `${shown('€12.50')}<p>${fill('€ 1 ')}`)],
      ['a million old prices', statedPage(offerOf('12.50'), `${shown('€12.50')}<p>${fill('was $9.99 ')}`)],
      [
        'thousands of buttons',
        statedPage(offerOf('12.50'), shown('€12.50') + fill('<button>Add to cart</button>')),
      ],
    ] as const
  ).map(([name, body]) => ({
    name,
    serve: { body },
    kinds: ['offer', 'unreadable', 'unreachable'] as const,
  })),
];
