import { isLocalRequest } from './local-request';

test.each([
  ['127.0.0.1:3978', '127.0.0.1', true],
  ['localhost:3978', '::ffff:127.0.0.1', true],
  ['[::1]:3978', '::1', true],
  ['ebb.example.com', '127.0.0.1', false],
  ['localhost.example.com', '127.0.0.1', false],
  ['', '127.0.0.1', false],
  ['a b', '127.0.0.1', false],
  ['127.0.0.1:3978', '192.168.1.7', false],
])('Host %s from %s: %s', (host, remoteAddress, local) => {
  expect(isLocalRequest({ headers: { host }, remoteAddress })).toBe(local);
});

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via', 'x-real-ip', 'cf-connecting-ip'])(
  'a request that came through a proxy (%s) is not local',
  (header) => {
    const headers = { host: '127.0.0.1:3978', [header]: 'x' };
    expect(isLocalRequest({ headers, remoteAddress: '127.0.0.1' })).toBe(false);
  },
);
