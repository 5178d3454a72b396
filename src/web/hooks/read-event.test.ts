import { readEvent } from './read-event';

const price = {
  type: 'price.observed',
  timestamp: '2026-01-15T12:00:00+01:00',
  data: { url: 'https://shop.example/kettle', price: '79.90', currency: 'EUR' },
};
const text = { type: 'conversation.message', data: { conversation: 'an address', text: ' Hello ' } };

it('reads a price', () => {
  expect(readEvent(price)).toEqual({
    kind: 'price',
    link: 'https://shop.example/kettle',
    price: { minor: 7990, currency: 'EUR' },
    availability: 'in-stock',
    seenAt: Date.UTC(2026, 0, 15, 11),
  });
});

it('reads a text', () => {
  expect(readEvent(text)).toEqual({ kind: 'text', conversation: 'an address', text: 'Hello' });
});

it.each<[string, unknown, string]>([
  ['nothing', undefined, 'type'],
  ['another type', { ...price, type: 'price.guessed' }, 'type'],
  ['no time', { ...price, timestamp: 'now' }, 'timestamp'],
  ['a price of zero', { ...price, data: { ...price.data, price: '0' } }, 'data.price'],
  ['a price that is no decimal', { ...price, data: { ...price.data, price: '79,90' } }, 'data.price'],
  ['no currency', { ...price, data: { ...price.data, currency: 'EURO' } }, 'data.price'],
  ['another protocol', { ...price, data: { ...price.data, url: 'file:///etc' } }, 'data.url'],
  ['an empty text', { ...text, data: { ...text.data, text: '  ' } }, 'data.text'],
  ['a long text', { ...text, data: { ...text.data, text: 'x'.repeat(2001) } }, 'data.text'],
])('of %s says what is wrong', (_name, body, where) => {
  expect(readEvent(body)).toMatch(new RegExp(`^${where}: `));
});
