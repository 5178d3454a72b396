import { cannedHttp } from '../../../test/support/canned-http';
import { inProcessRunner } from '../../../test/support/in-process-runner';
import { LINK, OFFER, never, watcherWith } from '../../../test/support/looker-of';
import { ManualClock } from '../../../test/support/manual-clock';
import { silentLog } from '../../../test/support/silent-log';
import { recordLook } from './record-look';

it('keeps neither the keys of a watcher nor the headers that carried them', async () => {
  const watcher = {
    ...watcherWith({
      reads: 'api',
      look: async ({ url }, { http }) => {
        await http.get(url, { accept: 'json', headers: { authorization: 'Key k3y-of-ours' } });
        return OFFER;
      },
    }),
    values: { SHOP_KEY: 'k3y-of-ours', SHOP_COUNTRY: 'DE' },
  };
  const { answers } = await recordLook({
    watchers: [watcher],
    http: cannedHttp({ [LINK]: { json: { asked: 'by k3y-of-ours from DE' } } }),
    runner: inProcessRunner([watcher]),
    log: silentLog,
    clock: new ManualClock(),
    link: LINK,
    remove: [],
    signal: never,
  });
  expect(answers).toEqual({ [LINK]: { json: { asked: 'by removed from DE' } } });
});
