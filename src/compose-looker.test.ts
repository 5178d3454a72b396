import { ManualClock, seededRandom } from '../test/support/manual-clock';
import { silentLog } from '../test/support/silent-log';
import { composeLooker } from './compose-looker';
import { readConfig } from './config';

test('a blocked shop is not looked at through its API on another host either', async () => {
  const find = (host: string) =>
    Promise.resolve(host === 'play.google.com' ? { host: 'google.com', reason: '', since: 0 } : null);
  const parts = { clock: new ManualClock(), random: seededRandom(1), blocks: { find } };
  const looker = composeLooker(readConfig({}), silentLog, parts);
  const product = looker.identify('https://play.google.com/store/books/details?id=copperKETTLE&gl=DE');
  expect(product?.watcher).toBe('google-books');
  const look = looker.look({ ...product!, validators: {} }, new AbortController().signal);
  expect(await look).toEqual({
    reading: { kind: 'refused', why: 'Whoever runs Ebb here keeps it away from this shop.' },
    validators: {},
  });
  await looker.close();
});
