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
  expect(seal.open('session', '')).toBeNull();
  expect(createSeal('another secret of thirty-two characters').open('session', sealed)).toBeNull();
});
