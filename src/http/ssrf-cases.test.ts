import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeShop, type FakeShop } from '../../test/support/fake-shop';
import { createFakeWire, type FakeDns } from '../../test/support/fake-wire';
import { openHttp } from '../../test/support/open-http';

interface SsrfCase {
  readonly id: string;
  readonly url: string;
  readonly expect: 'block' | 'allow';
  readonly why: string;
  readonly dns?: FakeDns;
  /** Addresses that may be connected to although the case ends blocked. */
  readonly ok_hits?: readonly string[];
  readonly location?: string;
  readonly fetches?: number;
}

const file = join(process.env['EBB_SHARED'] ?? '../shared', 'data', 'ssrf-cases.json');
const isThere = existsSync(file);
const cases = isThere ? (JSON.parse(readFileSync(file, 'utf8')) as SsrfCase[]) : [];
const named = (verdict: SsrfCase['expect']): [string, SsrfCase][] =>
  cases.filter((each) => each.expect === verdict).map((each) => [`${each.id} ${each.why}`, each]);

let shop: FakeShop;
beforeEach(async () => {
  shop = await startFakeShop();
  shop.set('/robots.txt', { status: 404 });
  for (const path of ['/', '/ok', '/alt', '/refresh']) {
    shop.set(path, { body: 'a page', headers: { 'alt-svc': 'h2="127.0.0.1:443"' } });
  }
  shop.set('/loop', { status: 302, headers: { location: '/loop' } });
  shop.set('/selfredir', { status: 302, headers: { location: '/' } });
  shop.set('/chain', ({ path }) => {
    const query = new URL(path, 'http://shop').searchParams;
    const left = Number(query.get('n')) - 1;
    const to = query.get('to') ?? '';
    const location = left > 0 ? `/chain?n=${left}&to=${encodeURIComponent(to)}` : to;
    return { status: 302, headers: { location } };
  });
});
afterEach(() => shop.close());

/** @returns the outcomes, and the addresses that connections were begun to. */
async function run(each: SsrfCase): Promise<{ kinds: string[]; addresses: Set<string> }> {
  shop.set('/r', ({ path }) => {
    const query = new URL(path, 'http://shop').searchParams;
    const location = each.location ?? query.get('to') ?? '';
    return { status: Number(query.get('c')), headers: { location } };
  });
  const wire = createFakeWire({ dns: each.dns ?? {}, port: Number(new URL(shop.url).port) });
  const kinds: string[] = [];
  for (let fetches = each.fetches ?? 1; fetches > 0; fetches -= 1) {
    // Each on its own, so that no robots.txt is remembered and every fetch asks DNS again.
    const outcome = await openHttp({ wire }).get(each.url);
    kinds.push(outcome.kind === 'failed' ? outcome.reading.kind : outcome.kind);
  }
  const addresses = new Set(wire.connections.map((connection) => connection.replace(/:\d+$/, '')));
  return { kinds, addresses };
}

if (isThere) {
  test.each(named('block'))('%s', async (_name, each) => {
    const { kinds, addresses } = await run(each);
    expect([...addresses].filter((address) => each.ok_hits?.includes(address) !== true)).toEqual([]);
    if (each.ok_hits === undefined) expect(new Set(kinds)).not.toContain('answer');
  });

  test.each(named('allow'))('%s', async (_name, each) => {
    const { kinds, addresses } = await run(each);
    expect(kinds).toEqual(['answer']);
    expect(addresses.size).toBeGreaterThan(0);
  });
} else {
  test.skip(`address guard: ${file} is MISSING, set EBB_SHARED`, () => undefined);
}
