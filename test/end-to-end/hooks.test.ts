import { Webhook } from 'standardwebhooks';
import { ServedChat } from '../support/served-chat';

jest.setTimeout(60_000);

const SECRET = `whsec_${Buffer.alloc(32, 'the key of the feed').toString('base64')}`;
const NEXT_SECRET = `whsec_${Buffer.alloc(32, 'the key after it').toString('base64')}`;

describe('POST /hooks/:source', () => {
  let chat: ServedChat;
  let sent = 0;

  beforeAll(async () => {
    chat = await ServedChat.start({
      EBB_ALERT_GAP: '1s',
      EBB_HOOK_SECRET_PRICE_FEED: `${NEXT_SECRET} ${SECRET}`,
    });
  });
  afterAll(() => chat.close());

  /** Says something. @returns the next message that says `answer`. */
  async function ask(text: string, answer: RegExp): Promise<string> {
    const { activity } = await chat.ask({ conversation: 'a:ann', text }, answer);
    return String(activity['summary']);
  }

  interface Signed {
    readonly id?: string;
    readonly at?: number;
    readonly secret?: string;
    readonly source?: string;
    /** What is sent in the place of what was signed. */
    readonly forged?: string;
  }

  async function post(body: object, signed: Signed = {}): Promise<{ status: number; body: unknown }> {
    sent += 1;
    const { id = `msg-${sent}`, at = Date.now(), secret = SECRET, source = 'price-feed', forged } = signed;
    const text = JSON.stringify(body);
    const response = await fetch(`${chat.ebb.url}/hooks/${source}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, new Date(at), text),
      },
      body: forged ?? text,
    });
    return { status: response.status, body: await response.json() };
  }

  it('a service says something where it was let in, once; forgery and replay change nothing', async () => {
    const address = (await ask('hook address', /address of this chat/)).split('\n')[1];
    const message = (text: string) => ({
      type: 'conversation.message',
      data: { conversation: address, text },
    });
    const heard = (text: string) =>
      chat.connector.delivered.filter(({ activity }) => JSON.stringify(activity).includes(text)).length;

    expect(await post(message('The sale begins'), { id: 'same' })).toMatchObject({ status: 202 });
    await chat.connector.waitFor(() => heard('The sale begins') === 1);
    expect(await post(message('The sale begins'), { id: 'same' })).toEqual({
      status: 200,
      body: { status: 'known' },
    });
    expect(await post(message('With the next key'), { secret: NEXT_SECRET })).toMatchObject({ status: 202 });
    await chat.connector.waitFor(() => heard('With the next key') === 1);

    const old = Date.now() - 6 * 60_000;
    const evil = { secret: `whsec_${Buffer.alloc(32, 'another key').toString('base64')}` };
    const forged = JSON.stringify(message('Not from the feed'));
    expect((await post(message('Not from the feed'), { at: old })).status).toBe(401);
    expect((await post(message('Not from the feed'), evil)).status).toBe(401);
    expect((await post(message('What was signed'), { forged })).status).toBe(401);
    expect((await post(message('Not from the feed'), { source: 'other' })).status).toBe(404);
    expect((await post({ ...message('x'), data: { conversation: 'elsewhere', text: 'x' } })).status).toBe(
      404,
    );

    expect(await ask('help', /What I understand/)).toBeDefined();
    expect([heard('The sale begins'), heard('Not from the feed'), heard('What was signed')]).toEqual([
      1, 0, 0,
    ]);
  });

  it('a service tells a price, which is held against what we saw', async () => {
    const link = `${chat.shop.url}/kettle`;
    await ask(link, /€79\.20 or less/);
    const seen = (price: string, url = link) => ({
      type: 'price.observed',
      timestamp: new Date().toISOString(),
      data: { url, price, currency: 'EUR' },
    });
    expect(await post(seen('70.00'))).toEqual({ status: 202, body: { status: 'taken' } });
    expect(await ask('list', /I watch 1 product/)).toContain('a new price is being checked');
    expect((await post(seen('70.00', `${chat.shop.url}/other`))).status).toBe(404);
    expect((await post(seen('cheap'))).status).toBe(400);
  });

  it('takes no large bodies, and nothing but JSON', async () => {
    const data = { conversation: 'x', text: 'x'.repeat(20_000) };
    expect((await post({ type: 'conversation.message', data })).status).toBe(413);
    expect((await post({}, { forged: '{' })).status).toBe(400);
  });
});
