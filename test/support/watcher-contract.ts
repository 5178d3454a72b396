import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FetchOutcome, LookResult } from '../../src/core/ports';
import type { InstalledWatcher } from '../../src/plugins/installed-watcher';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { type CannedAnswer, type CannedHttp, cannedHttp } from './canned-http';
import { lookerOf, never } from './looker-of';

/** Its recorded answers by URL; the look at its example must find an offer in them. */
const RECORDED = join('pages', 'example.json');

const TRACKING = '&utm_source=mail&utm_campaign=x&gclid=abc&fbclid=def';

const FAILURES: readonly Extract<FetchOutcome, { kind: 'failed' }>['reading'][] = [
  { kind: 'not-found' },
  { kind: 'blocked' },
  { kind: 'blocked', retryAfterSeconds: 120 },
  { kind: 'unreachable', why: 'The shop answered with error 500.' },
  { kind: 'refused', why: 'robots.txt does not allow it.' },
];

const USELESS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['bytes that mean nothing', '\u0000\u0001<<<>>>{{{'],
  ['an empty object', '{}'],
  ['an empty list', '[]'],
  ['null', 'null'],
  ['a page without a product', '<!doctype html><title>Hello</title><h1>Hello</h1>'],
  ['deep brackets', '['.repeat(5000)],
];

/** What every watcher owes to Ebb. Call it once per watcher of a folder. */
export function describeWatcherContract(folder: string, id: string): void {
  const watchers = loadWatchers({ folder, packages: [], environment: {} });
  const watcher = watchers.find((each) => each.id === id);
  if (!watcher) throw new Error(`There is no watcher "${id}" in ${folder}`);

  describe(`the link of ${id}`, () => describeMatch(watcher));
  describe(`the look of ${id}`, () => describeLook(watcher, join(folder, id, RECORDED)));

  function describeLook(own: InstalledWatcher, recorded: string): void {
    it('finds an offer in the recorded answers, the same one each time', async () => {
      expect(existsSync(recorded)).toBe(true);
      const answers = JSON.parse(readFileSync(recorded, 'utf8')) as Record<string, CannedAnswer>;
      const first = await look(own, cannedHttp(answers));
      expect(first.reading).toMatchObject({ kind: 'offer' });
      expect(first.identity).toBeUndefined();
      expect(await look(own, cannedHttp(answers))).toEqual(first);
    });

    it.each(FAILURES)('ends as $kind when every request does', async (reading) => {
      expect((await look(own, answeringAll({ failed: reading }))).reading).toEqual(reading);
    });

    it.each(USELESS)('finds no offer in %s', async (_, body) => {
      const { reading, validators } = await look(own, answeringAll(body));
      expect(['not-found', 'not-a-product', 'blocked', 'unreadable', 'unreachable']).toContain(reading.kind);
      expect(validators).toEqual({});
    });
  }

  function look(own: InstalledWatcher, http: CannedHttp): Promise<LookResult> {
    const match = own.match(new URL(own.example.url), own.values);
    const product = { watcher: own.id, key: match?.key ?? '', url: match?.url ?? '', validators: {} };
    return lookerOf(watchers, http).look(product, never);
  }
}

function describeMatch(watcher: InstalledWatcher): void {
  const { url: link, key } = watcher.example;
  const match = (url: string): { key: string; url: string } | null =>
    watcher.match(new URL(url), watcher.values);

  it('leads to the key of the example', () => expect(match(link)?.key).toBe(key));

  it('is the same each time and leaves the link as it was', () => {
    const url = new URL(link);
    expect(watcher.match(url, watcher.values)).toEqual(watcher.match(url, watcher.values));
    expect(url.href).toBe(new URL(link).href);
  });

  it('does not depend on how somebody came', () => {
    const tracked = `${link}${link.includes('?') ? '' : '?'}${TRACKING}`;
    expect(match(tracked.replace(/#.*?(?=&)/, ''))?.key).toBe(key);
    expect(match(`${link.replace(/#.*$/, '')}#reviews`)?.key).toBe(key);
  });

  it('leads from its own link back to the same product', () => {
    const found = match(link);
    expect(match(found?.url ?? link)).toEqual(found);
  });

  it('does not take the home page of its shop for a product', () => {
    const home = new URL('/', link).href;
    if (watcher.reads !== 'page') expect(match(home)).toBeNull();
  });
}

/** Gives the same answer to whatever is asked. */
function answeringAll(answer: CannedAnswer): CannedHttp {
  const http = cannedHttp();
  return {
    ...http,
    fetch: (request, signal) => {
      http.set(request.url, answer);
      return http.fetch(request, signal);
    },
  };
}
