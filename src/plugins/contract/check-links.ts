import { isDeepStrictEqual } from 'node:util';
import type { Match } from '../../watcher-api/define-watcher';
import type { InstalledWatcher } from '../installed-watcher';
import { type Bench, type ContractCheck, ContractFault } from './bench';

const TRACKING = 'utm_source=mail&utm_campaign=x&gclid=abc&fbclid=def';

/** What `match` owes. */
export const LINK_CHECKS: readonly ContractCheck[] = [
  {
    name: 'gives a link the same key each time, and leaves the link as it was',
    run({ watcher }) {
      const url = new URL(watcher.example.url);
      const [first, second] = [watcher.match(url, watcher.values), watcher.match(url, watcher.values)];
      if (!isDeepStrictEqual(first, second)) fail('two matches of its example differ', first, second);
      if (url.href !== new URL(watcher.example.url).href)
        fail('match changes its link', watcher.example.url, url.href);
    },
  },
  {
    name: 'does not ask how somebody came to a link',
    run({ watcher }) {
      const { url, key } = watcher.example;
      for (const link of [addParameters(url), `${url.replace(/#.*$/, '')}#reviews`]) {
        const found = match(watcher, link);
        if (found?.key !== key) fail(`the key of ${link} is another one`, key, found?.key);
      }
    },
  },
  {
    name: 'leads from its own link back to the same product',
    run({ watcher }) {
      const found = match(watcher, watcher.example.url);
      const back = found && match(watcher, found.url);
      if (!isDeepStrictEqual(found, back))
        fail(`its own link ${found?.url ?? ''} leads elsewhere`, found, back);
    },
  },
  {
    name: 'does not take the home page of its shop for a product',
    run({ watcher }) {
      // What reads any page tells a home page only by reading it.
      if (watcher.hosts === 'any' && watcher.reads === 'page') return;
      const found = match(watcher, new URL('/', watcher.example.url).href);
      if (found) fail('the home page has a key', null, found.key);
    },
  },
  {
    name: 'gives each recorded link one key',
    run({ watcher, cases }: Bench) {
      for (const { name, link } of cases) {
        const key = match(watcher, link)?.key;
        const tracked = match(watcher, addParameters(link))?.key;
        if (key === undefined) fail(`does not take the link of the case "${name}"`, 'a key', key);
        if (key !== tracked)
          fail(`the key of the case "${name}" changes with tracking parameters`, key, tracked);
      }
    },
  },
];

function match(watcher: InstalledWatcher, link: string): Match | null {
  return watcher.match(new URL(link), watcher.values);
}

function addParameters(link: string): string {
  const [bare = '', fragment] = link.split('#');
  const joined = `${bare}${bare.includes('?') ? '&' : '?'}${TRACKING}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

function fail(what: string, expected: unknown, got: unknown): never {
  throw new ContractFault(`${what}: ${JSON.stringify(expected)} became ${JSON.stringify(got)}`);
}
