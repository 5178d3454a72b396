import type { Message } from '../core/message';
import type { NoticeBody } from '../core/notice';
import type { Channel, SendOutcome } from '../core/ports';
import type { ClaimedDelivery, Settlement } from '../core/records';
import { DEFAULT_RULE } from '../core/rule';
import { createMemoryStore } from '../../test/support/memory-store';
import { ManualClock, seededRandom } from '../../test/support/manual-clock';
import { ChannelPace } from './channel-pace';
import { deliverOne } from './deliver';

const clock = new ManualClock();
const log = { debug() {}, info() {}, warn() {}, error() {} };

const where = {
  channel: 'test',
  tenant: '',
  externalId: 'chat',
  kind: 'personal',
  address: { to: 'chat' },
} as const;

function answerDelivery(over: Partial<ClaimedDelivery> = {}): ClaimedDelivery {
  const now = clock.now();
  return {
    id: 1,
    claim: { token: 't', expiresAt: now + 60_000 },
    idempotencyKey: 'answer:1',
    createdAt: now,
    attempts: 0,
    unknownSends: 0,
    plainText: false,
    generation: 1,
    notice: {
      id: 1,
      createdAt: now,
      body: {
        kind: 'answer',
        question: 'track',
        reading: { kind: 'not-found' },
        pending: false,
        checkedAt: now,
      },
    },
    conversation: {
      id: 7,
      where,
      settings: { defaultRule: DEFAULT_RULE },
      locale: 'en',
      timeZone: null,
      generation: 1,
      ground: { kind: 'spoke', since: now },
      goneAt: null,
      welcomedAt: now,
      unaskedAt: null,
    },
    subscription: null,
    ...over,
  };
}

function viewCard(): Message {
  return { text: 'words', card: { title: 'card', lines: [], facts: [], buttons: [] } };
}

/** Runs one delivery against a channel that ends every send the same way. */
async function deliver(
  outcome: SendOutcome,
  delivery = answerDelivery(),
  { limits, view = viewCard }: { limits?: Channel['limits']; view?: () => Message } = {},
) {
  const sent: object[] = [];
  const settled: Settlement[] = [];
  const gone: boolean[] = [];
  const pace = new ChannelPace(createMemoryStore().pace, clock, () => undefined);
  const channel: Channel = {
    ...(limits && { limits }),
    serves: (name) => name === 'test',
    send(address, message, key) {
      sent.push({ address, message, key });
      return Promise.resolve(outcome);
    },
  };
  const dependencies = {
    deliveries: {
      owe: () => Promise.reject(new Error('unused')),
      claim: () => Promise.resolve([]),
      gather: () => Promise.resolve([]),
      told: () => Promise.resolve([]),
      release: () => Promise.resolve(),
      settle(_: ClaimedDelivery, settlement: Settlement) {
        settled.push(settlement);
        return Promise.resolve(true);
      },
    },
    conversations: {
      markGone: (_id: number, _now: number, forget: boolean) => Promise.resolve(void gone.push(forget)),
    } as any,
    channels: [channel],
    clock,
    random: seededRandom(1),
    log,
    pace,
    flows: { list: () => Promise.resolve([]) },
    products: { makeDue: () => Promise.resolve() },
    imports: { countLooks: () => Promise.resolve(0), endWait: () => Promise.resolve() },
    wake: { polls: () => undefined },
    lease: { ring: () => undefined },
    silenceMs: 600_000,
    gapFor: () => 600_000,
    view: () => Promise.resolve().then(() => ({ message: view() })),
  };
  const run = (one: ClaimedDelivery) => deliverOne(dependencies, one, new AbortController().signal);
  await run(delivery);
  return { sent, settled, gone, run };
}

describe('deliverOne', () => {
  it('sends by the stored address and settles with the id the channel gave', async () => {
    const { sent, settled } = await deliver({ kind: 'sent', messageId: 'm1' });
    expect(sent).toMatchObject([{ address: { to: 'chat' }, key: 'answer:1', message: { text: 'words' } }]);
    expect(settled).toEqual([{ kind: 'sent', messageId: 'm1' }]);
  });

  it('stops writing to a chat that is gone', async () => {
    const { gone, settled } = await deliver({ kind: 'gone', why: 'blocked', forgetAddress: true });
    expect(gone).toEqual([true]);
    expect(settled).toMatchObject([{ kind: 'dropped' }]);
  });

  it('leaves the card away when the channel refused it before', async () => {
    const { sent } = await deliver({ kind: 'sent', messageId: null }, answerDelivery({ plainText: true }));
    expect(sent).toMatchObject([{ message: { text: 'words' } }]);
    expect(JSON.stringify(sent)).not.toContain('card');
  });

  it('keeps the thread that is begun when it leaves the card away', async () => {
    const { sent } = await deliver({ kind: 'sent', messageId: null }, answerDelivery({ plainText: true }), {
      view: () => ({ ...viewCard(), opensThread: true }),
    });
    expect(sent).toMatchObject([{ message: { text: 'words', opensThread: true } }]);
  });

  it('sends nothing that is not true any more', async () => {
    const trouble = answerDelivery();
    const body: NoticeBody = { kind: 'trouble', trouble: { kind: 'reads-again' } };
    const { sent, settled } = await deliver(
      { kind: 'sent', messageId: null },
      { ...trouble, notice: { ...trouble.notice, body } },
    );
    expect(sent).toEqual([]);
    expect(settled).toEqual([{ kind: 'dropped', because: 'the subscription has ended' }]);
  });

  it('sends nothing of an erased conversation', async () => {
    const { sent, settled } = await deliver(
      { kind: 'sent', messageId: null },
      answerDelivery({ generation: 0 }),
    );
    expect(sent).toEqual([]);
    expect(settled).toMatchObject([{ kind: 'dropped' }]);
  });

  it('waits, without an attempt, while the channel takes no more', async () => {
    const limits = { perConversation: [{ count: 1, perMs: 1000 }], perTenant: [] };
    const outcome = { kind: 'sent', messageId: null } as const;
    const { run, sent, settled } = await deliver(outcome, answerDelivery(), { limits });
    await run(answerDelivery());
    expect(sent).toHaveLength(1);
    expect(settled[1]).toEqual({ kind: 'again', notBefore: clock.now() + 1000, outcome: 'held' });
  });

  it('holds everything of a channel that refuses us altogether', async () => {
    const { run, sent, settled } = await deliver({ kind: 'stopped', why: '401' });
    const other = answerDelivery();
    const conversation = { ...other.conversation, id: 8, where: { ...where, externalId: 'other chat' } };
    await run({ ...other, conversation });
    expect(sent).toHaveLength(1);
    const [first, second] = settled as (Settlement & { kind: 'again' })[];
    expect(first).toMatchObject({ kind: 'again', outcome: 'stopped' });
    expect(second).toEqual({ kind: 'back' });
    clock.advance(first!.notBefore - clock.now());
    await Promise.all([run({ ...other, conversation }), run(answerDelivery())]);
    expect(sent).toHaveLength(2);
  });

  it('does not send a refused message again when there is no card to leave away', async () => {
    const { settled } = await deliver({ kind: 'rejected', why: '400' }, answerDelivery(), {
      view: () => ({ text: 'words' }),
    });
    expect(settled).toMatchObject([{ kind: 'dead', because: '400' }]);
  });

  it('gives up what it cannot put into words, so that the next one is not held up', async () => {
    const { sent, settled } = await deliver({ kind: 'sent', messageId: null }, answerDelivery(), {
      view: () => {
        throw new Error('a fault of ours');
      },
    });
    expect(sent).toEqual([]);
    expect(settled).toMatchObject([{ kind: 'dead' }]);
  });

  it('keeps what is owed while its channel is not set up', async () => {
    const elsewhere = answerDelivery();
    const conversation = { ...elsewhere.conversation, where: { ...where, channel: 'other' } };
    const { sent, settled } = await deliver(
      { kind: 'sent', messageId: null },
      { ...elsewhere, conversation },
    );
    expect(sent).toEqual([]);
    expect(settled).toMatchObject([{ kind: 'again', outcome: 'stopped' }]);
  });
});
