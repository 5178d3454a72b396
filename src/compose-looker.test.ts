import { ManualClock, seededRandom } from '../test/support/manual-clock';
import { silentLog } from '../test/support/silent-log';
import { composeLooker } from './compose-looker';
import { readConfig } from './config';
import type { BlockStore } from './core/block';
import type { Reading } from './core/reading';

/** How a look ends at a product whose prices come from an API on another host. */
async function lookWith(find: BlockStore['find']): Promise<Reading> {
  const parts = { clock: new ManualClock(), random: seededRandom(1), blocks: { find } };
  const looker = composeLooker(readConfig({}), silentLog, parts);
  const product = looker.identify('https://play.google.com/store/books/details?id=copperKETTLE&gl=DE');
  expect(product?.watcher).toBe('google-books');
  const look = await looker.look({ ...product!, validators: {} }, new AbortController().signal);
  await looker.close();
  expect(look.validators).toEqual({});
  return look.reading;
}

test('a blocked shop is not looked at through its API on another host either', async () => {
  const block = { host: 'google.com', reason: '', since: 0 };
  expect(await lookWith((host) => Promise.resolve(host === 'play.google.com' ? block : null))).toEqual({
    kind: 'refused',
    why: 'Whoever runs Ebb here keeps it away from this shop.',
  });
});

test('nor is one of which nobody knows whether it is blocked', async () => {
  expect(await lookWith(() => Promise.reject(new Error('away')))).toEqual({
    kind: 'unreachable',
    why: 'It could not be found out whether this shop may be asked.',
  });
});
