import { readMoney } from './read-money';

it.each([
  ['1.299,00 €', undefined, { minor: 129900, currency: 'EUR' }],
  ['$12.48', 'AUD', { minor: 1248, currency: 'AUD' }],
  ['£12.48', 'EUR', { minor: 1248, currency: 'GBP' }],
  ['12.48', 'EUR', { minor: 1248, currency: 'EUR' }],
  ['￥1,200', 'JPY', { minor: 1200, currency: 'JPY' }],
  ['0,00 €', undefined, null],
  ['12.48', undefined, null],
  ['sold out', 'EUR', null],
  [null, 'EUR', null],
])('reads %s where the shop prices in %s', (text, currency, money) => {
  expect(readMoney(text, currency === undefined ? {} : { currency })).toEqual(money);
});
