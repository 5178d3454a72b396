import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ManualClock } from '../../../test/support/manual-clock';
import { sendProactively } from './send-proactively';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
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

  it('keeps nothing of a message that is sent', async () => {
    const { signal } = new AbortController();
    const connectors: WeakRef<object>[] = [];
    for (let sent = 0; sent < 10; sent += 1) {
      const connect = () => {
        const answer = () => Promise.resolve({ id: 'sent' });
        const conversations = {
          sendToConversation: answer,
          updateActivity: answer,
          createConversation: answer,
        };
        const connector = { credentials: {}, conversations };
        connectors.push(new WeakRef(connector));
        return Promise.resolve(connector);
      };
      await sendProactively(connect, {}, MESSAGE, { signal, clock: new ManualClock() });
    }
    // What a WeakRef was made of lives until the end of the turn.
    await new Promise(setImmediate);
    collectGarbage();
    expect(connectors.filter((connector) => connector.deref() !== undefined)).toEqual([]);
  });
});
