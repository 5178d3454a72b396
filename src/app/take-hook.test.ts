import { BotChat, KETTLE, chatWithKettle } from '../../test/support/bot-chat';
import { seededRandom } from '../../test/support/manual-clock';
import { offered } from '../../test/support/readings';
import { DAY } from '../core/history';
import type { HookEvent, HookOutcome } from '../core/hook';
import { createSeal } from '../web/seal';
import { sealHookAddress, takeHook } from './take-hook';

const HOUR = DAY / 24;
const seal = createSeal('a secret of at least thirty-two characters');

/** What a service tells the installation of this chat. */
function tell(chat: BotChat, event: HookEvent, id = `msg-${chat.clock.now()}`): Promise<HookOutcome> {
  return takeHook(
    {
      ...{ store: chat.store, clock: chat.clock, seal, random: seededRandom(1) },
      looker: { identify: (url) => ({ watcher: 'page', key: url, url }) },
      wake: { polls: () => undefined, deliveries: () => undefined },
      scheduleFor: () => ({ checkEveryMs: DAY / 4, floorMs: HOUR / 2, minIntervalMs: 0 }),
    },
    { source: 'feed', id, event },
  );
}

function priced(
  chat: BotChat,
  euros: number,
  changes: Partial<Extract<HookEvent, { kind: 'price' }>> = {},
): HookEvent {
  return {
    kind: 'price',
    link: KETTLE,
    price: { minor: Math.round(euros * 100), currency: 'EUR' },
    availability: 'in-stock',
    seenAt: chat.clock.now(),
    ...changes,
  };
}

async function chatLater(): Promise<BotChat> {
  const chat = await chatWithKettle(99);
  chat.clock.advance(HOUR);
  return chat;
}

function productOf(chat: BotChat) {
  return [...chat.store.tables.products.values()][0]!;
}

describe('a price that a service saw', () => {
  it('waits for a second sighting, like any price from another source; our own look confirms it', async () => {
    const chat = await chatLater();
    expect(await tell(chat, priced(chat, 70))).toEqual({ kind: 'taken' });
    expect(productOf(chat).product.pending?.offer.price).toEqual({ minor: 7000, currency: 'EUR' });
    expect(await chat.deliver()).toEqual([]);
    chat.clock.advance(HOUR / 2);
    await chat.look(offered(70));
    expect((await chat.deliver())[0]?.text).toContain('€70.00');
  });

  it('alerts nobody when our own look sees another one', async () => {
    const chat = await chatLater();
    await tell(chat, priced(chat, 70));
    chat.clock.advance(HOUR / 2);
    await chat.look(offered(99));
    expect(await chat.deliver()).toEqual([]);
    expect(productOf(chat).periods).toHaveLength(1);
  });

  it('prolongs the running price when it is the same', async () => {
    const chat = await chatLater();
    expect(await tell(chat, priced(chat, 99))).toEqual({ kind: 'taken' });
    expect(productOf(chat).periods.at(-1)?.endedAt).toBe(chat.clock.now());
    expect(productOf(chat).product.confirmed).toMatchObject({ title: 'Kettle' });
  });

  it('has the next look read in full', async () => {
    const chat = await chatLater();
    productOf(chat).product = { ...productOf(chat).product, validators: { [KETTLE]: { etag: '"1"' } } };
    await tell(chat, priced(chat, 99));
    expect(productOf(chat).product.validators).toEqual({});
  });

  it('has one effect, however often it comes', async () => {
    const chat = await chatLater();
    await tell(chat, priced(chat, 70), 'same');
    chat.clock.advance(HOUR / 2);
    expect(await tell(chat, priced(chat, 70), 'same')).toEqual({ kind: 'known' });
    expect(productOf(chat).product.pending).not.toBeNull();
  });

  it('says nothing new when we have looked since', async () => {
    const chat = await chatLater();
    const event = priced(chat, 70, { seenAt: chat.clock.now() - 2 * HOUR });
    expect(await tell(chat, event)).toEqual({ kind: 'known' });
    expect(productOf(chat).product.pending).toBeNull();
    expect(productOf(chat).claim).toBeNull();
  });

  it('of a product that nobody follows is not found, and makes none', async () => {
    const chat = await chatLater();
    const event = priced(chat, 70, { link: 'https://shop.example/other' });
    expect(await tell(chat, event)).toEqual({ kind: 'not-found' });
    expect(chat.store.tables.products.size).toBe(1);
  });

  it('comes again later when the product is in another hand', async () => {
    const chat = await chatLater();
    productOf(chat).claim = { token: 'x', expiresAt: chat.clock.now() + 1000 };
    expect(await tell(chat, priced(chat, 70), 'same')).toEqual({ kind: 'busy' });
    chat.clock.advance(1000);
    expect(await tell(chat, priced(chat, 70), 'same')).toEqual({ kind: 'taken' });
  });
});

describe('a text of a service', () => {
  function addressOf(chat: BotChat): string {
    const [conversation] = [...chat.store.tables.conversations.values()];
    return sealHookAddress(seal, conversation!);
  }

  it('is owed to the conversation that gave its address, with the name of the service', async () => {
    const chat = await chatLater();
    const event: HookEvent = {
      kind: 'text',
      conversation: addressOf(chat),
      text: 'The \u202esale\nbegins.',
    };
    expect(await tell(chat, event, 'same')).toEqual({ kind: 'taken' });
    expect(await tell(chat, event, 'same')).toEqual({ kind: 'known' });
    const sent = await chat.deliver();
    expect(sent.map(({ card }) => card)).toMatchObject([
      { title: 'Message from feed', lines: ['The sale', 'begins.'] },
    ]);
  });

  it('is owed once even when the note of it was lost', async () => {
    const chat = await chatLater();
    chat.store.hooks.markTaken = () => Promise.resolve();
    const event: HookEvent = { kind: 'text', conversation: addressOf(chat), text: 'once' };
    await tell(chat, event, 'same');
    await tell(chat, event, 'same');
    expect(await chat.deliver()).toHaveLength(1);
  });

  it.each([
    ['a forged address', () => 'MSAx.forged'],
    ['an address that is none', () => '1'],
    [
      'a conversation that was erased since',
      (chat: BotChat) => {
        const address = addressOf(chat);
        const [[id, conversation]] = [...chat.store.tables.conversations] as [[number, never]];
        chat.store.tables.conversations.set(id, { ...(conversation as object), generation: 2 } as never);
        return address;
      },
    ],
    [
      'a conversation that is gone',
      async (chat: BotChat) => {
        await chat.turn({ event: 'closed' });
        return addressOf(chat);
      },
    ],
  ])('to %s is not found', async (_name, find) => {
    const chat = await chatLater();
    const conversation = await find(chat);
    expect(await tell(chat, { kind: 'text', conversation, text: 'x' })).toEqual({ kind: 'not-found' });
    expect(await chat.deliver()).toEqual([]);
  });
});
