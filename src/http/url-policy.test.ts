import { Failure } from './failure';
import { bareHost } from '../core/parse-url';
import { checkUrl, hostPort, hostPortSet, mayBeRead } from './url-policy';

const none = hostPortSet([]);

function verdictOn(link: string, allowPrivate = none): string {
  try {
    checkUrl(link, allowPrivate);
    return 'read';
  } catch (error) {
    return error instanceof Failure ? error.reading.kind : 'broken';
  }
}

test.each([
  'https://shop.example.com/kettle?colour=blue#top',
  'http://shop.example.com:443/',
  'https://shop.example.com:80/',
  'https://shop.example.com./',
  'https://bücher.example.com/',
  'https://my_shop.example.com/',
  'https://8.8.8.8/',
  'https://[2606:4700:4700::1111]/',
  `https://shop.example.com/${'a'.repeat(2023)}`,
])('%s is read', (link) => {
  expect(verdictOn(link)).toBe('read');
});

test.each([
  ['no link', 'kettle'],
  ['no scheme', '//shop.example.com/'],
  ['another scheme', 'ftp://shop.example.com/'],
  ['a script', 'javascript:alert(1)'],
  ['a user name', 'https://me@shop.example.com/'],
  ['an empty name with a password', 'https://:secret@shop.example.com/'],
  ['another port', 'https://shop.example.com:8443/'],
  ['one label', 'https://intranet/'],
  ['one label and a dot', 'https://intranet./'],
  ['an empty label', 'https://shop..example.com/'],
  ['two dots at the end', 'https://shop.example.com../'],
  ['a special-use name', 'https://shop.test/'],
  ['a private network', 'https://printer.LOCAL./'],
  ['the reverse tree', 'https://router.home.arpa/'],
  ['a short IPv4', 'https://127.1/'],
  ['an IPv4 in full-width digits', 'https://１２７.0.0.1/'],
  ['a private IPv6', 'https://[fd00::1]/'],
  ['a mapped IPv4', 'https://[::ffff:8.8.8.8]/'],
  ['too long', `https://shop.example.com/${'a'.repeat(2024)}`],
  ['too long when escaped', `https://shop.example.com/${'ü'.repeat(400)}`],
])('refuses %s: %s', (_name, link) => {
  expect(verdictOn(link)).toBe('refused');
});

test('the operator opens one host and port, by its name alone', () => {
  const open = hostPortSet(['LocalHost:8080', '[::1]:3000', '127.0.0.1:80']);
  expect(verdictOn('http://localhost:8080/', open)).toBe('read');
  expect(verdictOn('http://[0:0::1]:3000/', open)).toBe('read');
  expect(verdictOn('http://127.0.0.1/', open)).toBe('read');
  expect(verdictOn('http://localhost:8081/', open)).toBe('refused');
  expect(verdictOn('http://127.0.0.1:8080/', open)).toBe('refused');
  expect(verdictOn('http://localhost/', open)).toBe('refused');
  expect(verdictOn('http://me@localhost:8080/', open)).toBe('refused');
  expect(verdictOn('ftp://localhost:8080/', open)).toBe('refused');
});

test('tells beforehand what it will never let through', () => {
  expect(mayBeRead('https://shop.example.com/kettle', none)).toBe(true);
  expect(mayBeRead('http://10.0.0.1/', none)).toBe(false);
  expect(mayBeRead('http://10.0.0.1:80/', hostPortSet(['10.0.0.1:80']))).toBe(true);
});

test('says nothing about addresses', () => {
  const why = (link: string): string => {
    try {
      return checkUrl(link, none).href;
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(why('http://10.0.0.1/')).toBe(why('http://169.254.169.254/'));
  expect(why('http://intranet/')).toBe(why('http://[::1]/'));
});

test('names hosts as DNS, sockets and settings want them', () => {
  expect(bareHost(new URL('https://[2606:4700::1]/'))).toBe('2606:4700::1');
  expect(bareHost(new URL('https://shop.example.com./'))).toBe('shop.example.com');
  expect(hostPort(new URL('https://shop.example.com/'))).toBe('shop.example.com:443');
});
