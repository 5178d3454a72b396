import { ServedChat } from '../support/served-chat';
import { ServedEbb } from '../support/served-ebb';

jest.setTimeout(60_000);

const TOKEN = 'the-token-of-those-who-run-it-all';

describe('GET /metrics of ebb serve', () => {
  let chat: ServedChat;

  beforeAll(async () => {
    chat = await ServedChat.start({ EBB_METRICS_TOKEN: TOKEN });
  });
  afterAll(() => chat.close());

  function ask(authorization: string): Promise<Response> {
    return fetch(`${chat.ebb.url}/metrics`, { headers: { authorization } });
  }

  async function scrape(): Promise<string> {
    return (await ask(`Bearer ${TOKEN}`)).text();
  }

  async function say(text: string, activity: object = {}): Promise<void> {
    await chat.ask({ conversation: 'a:ann', text, activity: { ...activity } }, /./);
  }

  /** The value of one sample; NaN when it is not there. */
  function read(text: string, sample: string): number {
    const line = text.split('\n').find((one) => one.startsWith(`${sample} `));
    return Number(line?.slice(sample.length));
  }

  it('is for whoever has the token', async () => {
    expect((await ask('Bearer another')).status).toBe(401);
    const answer = await ask(`Bearer ${TOKEN}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
  });

  it('follows a link from the chat to the answer', async () => {
    const before = await scrape();
    expect(read(before, 'ebb_database_up')).toBe(1);
    await say(`${chat.shop.url}/kettle`);
    await chat.connector.waitFor((posts) => posts.some(({ replyTo }) => replyTo === null));
    let after = await scrape();
    while (read(after, 'ebb_deliveries_owed') > 0) after = await scrape();
    const samples = [
      'ebb_turn_duration_seconds_count{channel="bot-framework",result="answered"}',
      'ebb_looks_total{watcher="page",reading="offer"}',
      'ebb_look_duration_seconds_count{watcher="page"}',
      'ebb_send_duration_seconds_count{channel="bot-framework",outcome="sent"}',
      'ebb_settlements_total{channel="bot-framework",outcome="sent"}',
    ];
    expect(samples.map((sample) => read(after, sample))).toEqual([1, 1, 1, 1, 1]);
    expect(read(after, 'ebb_work_in_hand{loop="polls"}')).toBe(0);
    expect(read(after, 'ebb_work_lag_seconds{loop="deliveries"}')).toBe(0);
    expect(read(after, 'ebb_database_errors_total')).toBe(0);
  });

  it('gets no new labels by what people send', async () => {
    const listLabels = (text: string): Set<string> => new Set(text.match(/^ebb_\w+(\{[^}]*\})?/gm));
    const known = listLabels(await scrape());
    for (const name of ['strange-one', 'strange-two']) {
      await say(`${chat.shop.url}/${name}?of=${name}`, { channelId: name, from: { id: name, name } });
    }
    let text = await scrape();
    while (!(read(text, 'ebb_looks_total{watcher="page",reading="not-found"}') >= 2)) text = await scrape();
    const added = [...listLabels(text)].filter((label) => !known.has(label));
    // What nobody has read before is a new reading of a known watcher.
    expect(added.filter((label) => !/reading="not-found"|outcome="/.test(label))).toEqual([]);
    expect(text).not.toMatch(/strange|kettle|tenant-1|127\.0\.0\.1/);
  });
});

it('there are no metrics without a token in the settings', async () => {
  const ebb = await ServedEbb.start();
  const headers = { authorization: 'Bearer ' };
  expect((await fetch(`${ebb.url}/metrics`, { headers })).status).toBe(404);
  await ebb.stop();
});
