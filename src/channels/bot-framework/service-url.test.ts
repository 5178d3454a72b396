import { isAllowedServiceUrl, isLoopbackHost } from './service-url';

const registered = {
  loopbackOnly: false,
  extraOrigins: ['https://bots.example.com', 'http://127.0.0.1:9000'],
};
const local = { loopbackOnly: true, extraOrigins: ['https://bots.example.com'] };

test.each([
  ['https://smba.trafficmanager.net/emea/', true],
  ['https://europe.webchat.botframework.com/', true],
  ['https://SMBA.trafficmanager.net/amer', true],
  ['https://bots.example.com/deep/path', true],
  ['http://127.0.0.1:9000/', true],
  ['http://smba.trafficmanager.net/', false],
  ['https://smba.trafficmanager.net:8443/', false],
  ['https://evil-botframework.com/', false],
  ['https://botframework.com.evil.org/', false],
  ['https://smba.trafficmanager.net.evil.org/', false],
  ['https://smba.trafficmanager.net@evil.org/', false],
  ['https://bots.example.com:444/', false],
  ['http://127.0.0.1:9001/', false],
  ['urn:botframework:websocket', false],
  ['not a url', false],
  [undefined, false],
])('with an app id, %s: %s', (url, allowed) => {
  expect(isAllowedServiceUrl(url, registered)).toBe(allowed);
});

test.each([
  ['http://127.0.0.1:56150/', true],
  ['http://localhost:56150', true],
  ['http://[::1]:56150/', true],
  ['https://smba.trafficmanager.net/', false],
  ['https://bots.example.com/', false],
  ['http://127.0.0.1.evil.org/', false],
  ['http://localhost@evil.org/', false],
  ['http://10.0.0.1/', false],
])('without an app id, %s: %s', (url, allowed) => {
  expect(isAllowedServiceUrl(url, local)).toBe(allowed);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['::', false],
  ['127.0.0.1.evil.org', false],
])('%s is loopback: %s', (host, loopback) => {
  expect(isLoopbackHost(host)).toBe(loopback);
});
