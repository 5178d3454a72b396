import { createSeal } from './seal';

const seal = createSeal('a secret of at least thirty-two characters');

test('opens what it sealed, for the same purpose', () => {
  expect(seal.open('session', seal.seal('session', 'änn 1'))).toBe('änn 1');
});

test('opens nothing else', () => {
  const sealed = seal.seal('session', 'ann');
  const [, mac] = sealed.split('.');
  const swapped = `${Buffer.from('bob').toString('base64url')}.${mac}`;
  expect(seal.open('token', sealed)).toBeNull();
  expect(seal.open('session', swapped)).toBeNull();
  expect(seal.open('session', `${sealed}x`)).toBeNull();
  expect(seal.open('session', `${sealed}.x`)).toBeNull();
  expect(seal.open('session', '')).toBeNull();
  expect(createSeal('another secret of thirty-two characters').open('session', sealed)).toBeNull();
});

test('a value has one seal: none that is written otherwise is opened', () => {
  const [value = '', mac = ''] = seal.seal('session', 'ann!').split('.');
  // The last letter has bits to spare, which decoding passes over.
  for (const other of [
    `${value.slice(0, -1)}R`,
    `${value}=`,
    `${value}==`,
    `${value} `,
    value.replace('Y', 'Y\n'),
  ])
    expect([other, seal.open('session', `${other}.${mac}`)]).toEqual([other, null]);
});
