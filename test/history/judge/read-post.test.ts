import { readPost } from './read-post';

const titles = new Map([
  ['kettle', 'Blue kettle'],
  ['pan', 'Red pan'],
]);

test.each([
  ['#1 Blue kettle: €1,079.20\nDown €1.00 (1 %).\nYou asked for €80.00 or less.', 'alert', 107_920],
  ['About #1 Blue kettle: €79.20\nUp …\nYou asked to hear about any change.', 'alert', 7_920],
  ['#1 Blue kettle: Back in stock at €79.20\nYou asked to hear when it is back in stock.', 'alert', 7_920],
  ['#1 Blue kettle: 1.079,20 €\nYou asked for 80,00 € or less.', 'alert', 107_920],
  ['Test alert: #1 Blue kettle: €79.20\nYou asked for €80.00 or less.', 'test', 7_920],
  ['#1 Blue kettle: €79.20\nOn 16 Jan 2026, 02:01 you asked me to remind you of it.', 'reminder', 7_920],
  ['#1 Blue kettle\nI will tell you once when it works again.', 'trouble', null],
  ['#1 Blue kettle: €79.20\nI am watching it now.', 'other', 7_920],
])('%j is %s of %p', (text, kind, price) => {
  const statements = [{ product: 'kettle', price, inStock: true }];
  expect(readPost(text, titles)).toEqual({ kind, statements, hasMore: false });
});

test.each(['', 'On another matter: '])('a digest speaks of each product that it names: %s', (opening) => {
  const text = [
    `${opening}News about 3 of your products`,
    '#1 Blue kettle: €79.20, 20 % less · at €79.20 or less (20 % under €99.00)',
    '#2 Red pan: €10.00, out of stock · any change',
    '#2 Red pan: I can read it again',
    '… and 1 more',
    'Say a number to see one.',
  ].join('\n');
  const statements = [
    { product: 'kettle', price: 7_920, inStock: true },
    { product: 'pan', price: 1_000, inStock: false },
    { product: 'pan', price: null, inStock: true },
  ];
  expect(readPost(text, titles)).toEqual({ kind: 'digest', statements, hasMore: true });
});

test('a question, and what names no product', () => {
  expect(readPost('Back to where we were.\nWhich one do you mean?', titles).kind).toBe('question');
  expect(readPost('Looking at shop.example…', titles)).toEqual({
    kind: 'other',
    statements: [],
    hasMore: false,
  });
});
