import { readText } from './read-text';

it.each([
  ['I bought it', {}],
  ["I've bought it!", {}],
  ['bought 3', { id: 3 }],
  ['I ordered #3', { id: 3 }],
  ['bought 3 at 79.90', { id: 3, amount: '79.90' }],
  ['I bought 3 for 80', { id: 3, amount: '80' }],
  ['I bought it for 79,90 €', { amount: '79,90', sign: '€' }],
  ['bought #12 at $ 1,299.00', { id: 12, amount: '1,299.00', sign: '$' }],
  ['paid 79.90 for 3', { id: 3, amount: '79.90' }],
  ['I paid 80 euro', { amount: '80', sign: 'euro' }],
  ['bought 3 at 79.90, 30 days', { id: 3, amount: '79.90', days: 30 }],
  ['bought 3 for 80, I can return it within 2 weeks', { id: 3, amount: '80', days: 14 }],
  ['bought it, 100 days to return', { days: 100 }],
  ['return 3 within 45 days', { id: 3, days: 45 }],
  ['return in 60 days', { days: 60 }],
])('%s', (text, said) => expect(readText(text)).toEqual({ do: 'bought', ...said }));

it.each([
  'I bought a new sofa and love it',
  'is it bought?',
  'return it',
  'bought 3 10 %',
  'paid',
  'remind me in 30 days about 3',
])('no purchase: %s', (text) => expect(readText(text).do).not.toBe('bought'));
