import { ManualClock } from '../../../test/support/manual-clock';
import { sendProactively } from './send-proactively';

const MESSAGE = { type: 'message', textFormat: 'plain', text: 'hello' } as const;

describe('sendProactively', () => {
  it('waits no longer for a token than it is told to', async () => {
    const stop = new AbortController();
    const sending = sendProactively(() => new Promise(() => undefined), {}, MESSAGE, {
      signal: stop.signal,
      clock: new ManualClock(),
    });
    stop.abort();
    expect(await sending).toMatchObject({ kind: 'retry' });
  });

  it('sends nothing when it was told to stop while the token came', async () => {
    const stop = new AbortController();
    let sent = 0;
    const getToken = () => {
      stop.abort();
      return Promise.resolve('token');
    };
    const connector = {
      credentials: { appId: 'app', getToken },
      conversations: {
        sendToConversation: () => Promise.resolve({ id: String(++sent) }),
        updateActivity: () => Promise.resolve({ id: String(++sent) }),
        createConversation: () => Promise.resolve({ id: String(++sent) }),
      },
    };
    const outcome = await sendProactively(() => Promise.resolve(connector), {}, MESSAGE, {
      signal: stop.signal,
      clock: new ManualClock(),
    });
    expect(outcome).toMatchObject({ kind: 'retry' });
    expect(sent).toBe(0);
  });
});
