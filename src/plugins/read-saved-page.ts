import type { Log } from '../core/ports';
import type { Reading } from '../core/reading';
import { type Page, readPage } from '../reading/read-page';
import { checkReading } from './check-reading';
import { identify } from './identify';
import type { InstalledWatcher } from './installed-watcher';
import { runLook } from './run-look';

/**
 * Reads a page as it was saved, without network, as the watcher of its link would. Watchers that ask an API
 * are left out: a page tells them nothing.
 */
export async function readSavedPage(
  watchers: readonly InstalledWatcher[],
  page: Page,
  log: Log,
): Promise<Reading> {
  const readers = watchers.filter(({ reads }) => reads === 'page');
  const product = identify(readers, page.url, log);
  if (!product) return readPage(page);
  // Nothing is asked, so nothing is signed with the time.
  const job = { watcher: product.watcher, product: { key: product.key, url: product.url }, now: 0 };
  const answer = { kind: 'answer' as const, ...page, validator: {} };
  const end = await runLook(readers, job, () => Promise.resolve(answer), log, new AbortController().signal);
  if (end.kind === 'not-this-shop') return readPage(page);
  const checked = checkReading(end.reading);
  if ('reading' in checked) return checked.reading;
  log.error(
    { watcher: product.watcher, fault: checked.fault },
    'a watcher returned something that is no reading',
  );
  return { kind: 'unreadable', why: "Ebb's reader for this shop gave no usable result." };
}
