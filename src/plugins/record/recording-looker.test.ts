import { cannedHttp } from '../../../test/support/canned-http';
import { inProcessRunner } from '../../../test/support/in-process-runner';
import { ManualClock } from '../../../test/support/manual-clock';
import { LINK, never, watcherWith } from '../../../test/support/looker-of';
import { silentLog } from '../../../test/support/silent-log';
import type { LookResult } from '../../core/ports';
import { readPage } from '../../reading/read-page';
import { createRecordingLooker } from './recording-looker';

const clock = new ManualClock();
const READING = watcherWith({
  look: async ({ url }, { http }) => readPage(await http.get(url, { accept: 'html' })),
});
const PAGE = `<h1>Kettle</h1><meta property="og:type" content="product">
<meta property="product:price:amount" content="79.90"><meta property="product:price:currency" content="EUR">`;

function look(html: string, record: boolean, url = LINK, values = {}): Promise<LookResult> {
  const watchers = [{ ...READING, values }];
  const http = cannedHttp({ [url]: html });
  const looker = createRecordingLooker({
    watchers,
    http,
    log: silentLog,
    clock,
    runner: inProcessRunner(watchers),
  });
  return looker.look({ watcher: 'test', key: url, url, validators: {}, record }, never);
}

it('keeps what the shop answered, without what belongs to a visit', async () => {
  const { reading, recording } = await look(`${PAGE}<input name="csrf" value="a8f7">`, true);
  expect(reading.kind).toBe('offer');
  expect(JSON.stringify(recording?.[LINK])).toContain('79.90');
  expect(JSON.stringify(recording)).not.toContain('a8f7');
});

it('keeps nothing unasked', async () => {
  expect(await look(PAGE, false)).not.toHaveProperty('recording');
});

it.each([
  ['where no page came', LINK, undefined],
  ['of a private address', `${LINK}?token=abc123`, PAGE],
  ['of a page that is too long', LINK, `${PAGE}<p>${'words '.repeat(260_000)}`],
  ['where redacting changes the reading', LINK, PAGE.replace('Kettle', 'ann@shop.example kettle')],
])('keeps nothing %s', async (_case, url, html) => {
  const other = html === undefined ? { url: `${LINK}/gone`, html: PAGE } : { url, html };
  const watchers = [READING];
  const http = cannedHttp({ [other.url]: other.html });
  const looker = createRecordingLooker({
    watchers,
    http,
    log: silentLog,
    clock,
    runner: inProcessRunner(watchers),
  });
  const product = { watcher: 'test', key: url, url, validators: {}, record: true };
  expect((await looker.look(product, never)).recording).toBeNull();
});

it('takes the keys of watchers out', async () => {
  const { recording } = await look(`${PAGE}<p>key-of-the-operator`, true, LINK, {
    KEY: 'key-of-the-operator',
  });
  expect(JSON.stringify(recording)).toContain('removed');
  expect(JSON.stringify(recording)).not.toContain('key-of-the-operator');
});
