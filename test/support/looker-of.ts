import type { Http, LookResult, Looker, Validators } from '../../src/core/ports';
import type { Reading } from '../../src/core/reading';
import type { InstalledWatcher } from '../../src/plugins/installed-watcher';
import { createLooker } from '../../src/plugins/looker';
import { buildOffer } from '../../src/watcher-api/build-offer';
import { type WatcherDefinition, defineWatcher } from '../../src/watcher-api/define-watcher';
import { type CannedHttp, cannedHttp } from './canned-http';
import { inProcessRunner } from './in-process-runner';
import { ManualClock } from './manual-clock';
import { silentLog } from './silent-log';

export const LINK = 'https://shop.example/kettle';
/** The signal of a look that is never broken off. */
export const never: AbortSignal = new AbortController().signal;

export const OFFER: Extract<Reading, { kind: 'offer' }> = {
  kind: 'offer',
  offers: [
    buildOffer({
      title: 'Kettle',
      url: LINK,
      price: { minor: 7990, currency: 'EUR' },
      availability: 'in-stock',
      source: 'test',
      snippet: '79.90',
    }),
  ],
  chosen: 0,
};

/** A watcher of pages for any host that asks for the product's page; `changes` are written over it. */
export function watcherWith(changes: Partial<WatcherDefinition>): InstalledWatcher {
  const defined = defineWatcher({
    id: 'test',
    name: 'Test',
    homepage: 'https://shop.example',
    maintainers: ['somebody'],
    hosts: 'any',
    reads: 'page',
    minIntervalSeconds: 60,
    example: { url: LINK, key: LINK },
    match: (url) => ({ key: url.href, url: url.href }),
    look: async ({ url }, { http }) => {
      await http.get(url, { accept: 'html' });
      return OFFER;
    },
    ...changes,
  });
  return { ...defined, values: {} };
}

export function lookerOf(watchers: readonly InstalledWatcher[], http: Http, deadlineMs = 60_000): Looker {
  return createLooker({
    watchers,
    http,
    log: silentLog,
    clock: new ManualClock(),
    runner: inProcessRunner(watchers),
    deadlineMs,
  });
}

/** Looks at LINK with one watcher. */
export function lookAs(
  changes: Partial<WatcherDefinition>,
  http: CannedHttp = cannedHttp({ [LINK]: 'page' }),
  validators: Validators = {},
): Promise<LookResult> {
  const looker = lookerOf([watcherWith(changes)], http);
  return looker.look({ watcher: 'test', key: LINK, url: LINK, validators }, never);
}
