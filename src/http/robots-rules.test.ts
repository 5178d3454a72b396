import { parseRobots } from './robots-rules';
import { measureProcessor } from '../../test/support/processor-time';

function isAllowed(robots: string, path: string): boolean {
  return parseRobots(robots, 'Ebb').isAllowed(path);
}

test.each([
  ['nothing', '', '/a', true],
  ['an empty rule', 'User-agent: *\nDisallow:', '/a', true],
  ['everything', 'User-agent: *\nDisallow: /', '/a', false],
  ['robots.txt itself', 'User-agent: *\nDisallow: /', '/robots.txt', true],
  ['a prefix', 'User-agent: *\nDisallow: /cart', '/cart/1?x', false],
  ['a prefix that is none', 'User-agent: *\nDisallow: /cart', '/a/cart', true],
  ['case of the path', 'User-agent: *\nDisallow: /Cart', '/cart', true],
  ['another program', 'User-agent: other\nDisallow: /', '/a', true],
  ['our group before all', 'User-agent: *\nDisallow: /\n\nUser-agent: ebb\nAllow: /', '/a', true],
  ['our group with a version', 'User-agent: EBB/1.0\nDisallow: /', '/a', false],
  ['a name that begins like ours', 'User-agent: ebbtide\nDisallow: /', '/a', true],
  ['one group for several', 'User-agent: other\nUser-agent: Ebb\nDisallow: /', '/a', false],
  [
    'our groups together',
    'User-agent: Ebb\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: Ebb\nDisallow: /b',
    '/b',
    false,
  ],
  ['rules before any group', 'Disallow: /\nUser-agent: *\nAllow: /', '/a', true],
  ['a sitemap within a group', 'User-agent: *\nSitemap: https://x/y\nDisallow: /a', '/a', false],
  ['comments and spaces', '  user-AGENT : * # all\r\n\tDisallow : /a # not this', '/a', false],
  ['the longest rule', 'User-agent: *\nDisallow: /shop\nAllow: /shop/kettle', '/shop/kettle', true],
  [
    'the longest rule, reversed',
    'User-agent: *\nAllow: /shop\nDisallow: /shop/kettle',
    '/shop/kettle',
    false,
  ],
  ['a tie', 'User-agent: *\nDisallow: /shop\nAllow: /shop', '/shop', true],
  ['a wildcard', 'User-agent: *\nDisallow: /*/basket', '/de/basket', false],
  ['a wildcard that stands for nothing', 'User-agent: *\nDisallow: /a*b', '/ab', false],
  ['wildcards in order', 'User-agent: *\nDisallow: /*b*a', '/ab', true],
  ['an end', 'User-agent: *\nDisallow: /a$', '/a', false],
  ['an end that is passed', 'User-agent: *\nDisallow: /a$', '/ab', true],
  ['a wildcard and an end', 'User-agent: *\nDisallow: /*.php$', '/a.php/b.php', false],
  ['a wildcard and an end that overlap', 'User-agent: *\nDisallow: /*aba*aba$', '/ababa', true],
  ['a wildcard at the end', 'User-agent: *\nDisallow: /a*$', '/abc', false],
  ['a query', 'User-agent: *\nDisallow: /*?sort=', '/a?sort=up', false],
  ['letters in the rule', 'User-agent: *\nDisallow: /bücher', '/b%C3%BCcher', false],
  ['lower case escapes', 'User-agent: *\nDisallow: /b%c3%bccher', '/b%C3%BCcher', false],
  ['an escape of nothing special', 'User-agent: *\nDisallow: /%7Ejoe', '/~joe', false],
  ['an escaped slash is no slash', 'User-agent: *\nDisallow: /a%2Fb', '/a/b', true],
])('%s', (_name, robots, path, expected) => {
  expect(isAllowed(robots, path)).toBe(expected);
});

test.each([
  ['5', 5000],
  ['0.5', 500],
  ['3600', 60_000],
  ['-1', 0],
  ['soon', 0],
])('Crawl-delay %s is a gap of %i ms', (value, gap) => {
  expect(parseRobots(`User-agent: *\nCrawl-delay: ${value}`, 'Ebb').crawlDelayMs).toBe(gap);
});

test('does not stand still on hostile files', () => {
  const repeat = (line: string): string => line.repeat(Math.floor((500 * 1024) / line.length));
  const files = [
    `User-agent: *\n${repeat(`Disallow: *${'a'.repeat(2000)}x\n`)}`,
    `User-agent: *\n${repeat(`Disallow: *${'a'.repeat(250)}b\n`)}`,
    `User-agent: *\n${repeat(`Disallow: ${'*a'.repeat(1000)}x\n`)}`,
    `${'User-agent: *\n'.repeat(20_000)}${'Disallow: /a\n'.repeat(15_000)}`,
  ];
  const milliseconds = measureProcessor(() => {
    for (const file of files) parseRobots(file, 'Ebb').isAllowed(`/${'a'.repeat(2040)}`);
  });
  // 110 were measured.
  expect(milliseconds).toBeLessThan(2000);
});
