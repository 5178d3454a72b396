import { ChannelPace } from '../../src/app/channel-pace';
import { checkProduct } from '../../src/app/check-product';
import { ConversationLease } from '../../src/app/conversation-lease';
import { type DeliverDependencies, deliverOne } from '../../src/app/deliver';
import { createBot } from '../../src/bot/create-bot';
import type { Bot } from '../../src/bot/create-bot';
import { DAY } from '../../src/core/history';
import type { Action, Message } from '../../src/core/message';
import type { Channel, SendOutcome, IdentifiedLink, Log } from '../../src/core/ports';
import type { Reading } from '../../src/core/reading';
import type { Store } from '../../src/core/store';
import type { Turn, Whereabouts } from '../../src/core/turn';
import { ManualClock, seededRandom } from './manual-clock';
import { createMemoryStore, type MemoryStore } from './memory-store';
import { offered } from './readings';
import { silentLog } from './silent-log';
import { lanesOf } from './store-samples';

export const SILENCE_MS: number = 10 * 60_000;
const SCHEDULE = { checkEveryMs: DAY / 4, floorMs: DAY / 48, minIntervalMs: 0 };
const never = new AbortController().signal;

/** Looks every six hours, to the minute. */
const UNHURRIED = {
  scheduleFor: () => SCHEDULE,
  random: { fraction: () => 0.5, token: () => '' },
  log: silentLog,
  wake: { polls: () => undefined, deliveries: () => undefined },
};

/**
 * Takes every link to shops under .example; tracking parameters are no part of a product. `/stay/DATE` ends
 * on that day.
 */
function identifyExample(link: string): IdentifiedLink | null {
  const url = new URL(link);
  if (!url.hostname.endsWith('.example')) return null;
  for (const name of [...url.searchParams.keys()]) {
    if (name.startsWith('utm_')) url.searchParams.delete(name);
  }
  const stay = /\/stay\/(\d{4}-\d{2}-\d{2})$/.exec(url.pathname)?.[1];
  return { watcher: 'page', key: url.href, url: url.href, ...(stay === undefined ? {} : { endsOn: stay }) };
}

/** One bot over a store, in memory unless another is given, to whom a test speaks as a person. */
export class BotChat<S extends Store = MemoryStore> {
  readonly clock = new ManualClock();
  readonly wakes: string[] = [];
  /** The pause between unasked messages; none unless a test is about it. */
  gapMs = 0;
  readonly bot: Bot;
  /** The conversation of each answer, as counted. */
  readonly counted: number[] = [];
  /** Whom the bot opened a chat with. */
  readonly opened: string[] = [];
  private readonly lease: ConversationLease;
  private turns = 0;
  private claims = 0;

  readonly store: S;

  constructor(
    private readonly log: Log = silentLog,
    store: Store = createMemoryStore(),
  ) {
    const { clock } = this;
    this.store = store as S;
    const random = seededRandom(1);
    this.lease = new ConversationLease({ conversations: store.conversations, clock, random, log });
    this.bot = createBot({
      store,
      looker: { identify: identifyExample },
      clock: this.clock,
      random,
      lease: this.lease,
      wake: { polls: () => this.wakes.push('polls'), deliveries: () => this.wakes.push('deliveries') },
      charts: {
        picture: (channel, { span }) => Promise.resolve(`https://ebb.example/${channel}-${span}.png`),
        page: ({ productId }) => `https://ebb.example/p/${productId}`,
      },
      openPersonal: (group, { id }) => {
        this.opened.push(id);
        return Promise.resolve({ ...group, kind: 'personal', externalId: id, address: { id } });
      },
      countAnswer: ({ id }) => Promise.resolve().then(() => void this.counted.push(id)),
      exportLink: ({ id }) => `https://ebb.example/exports/${id}`,
      codePage: ({ code }) => `https://ebb.example/connect/${code}`,
      hookAddress: ({ id }) => `address-of-${id}`,
      log,
    });
  }

  wakesOf(loop: 'polls' | 'deliveries'): number {
    return this.wakes.filter((woken) => woken === loop).length;
  }

  where(externalId = 'ada'): Whereabouts {
    return {
      channel: 'test',
      tenant: '',
      externalId,
      kind: 'personal',
      address: { id: externalId },
      locale: 'en-GB',
    };
  }

  /**
   * Handles one turn; an action that is tied to no chat is one of a button of this chat.
   * @returns what was replied.
   */
  async turn(changes: Partial<Turn>): Promise<Message[]> {
    const replies: Message[] = [];
    this.turns += 1;
    const { action, where = this.where() } = changes;
    await this.bot.handle({
      where,
      activityId: `activity-${this.turns}`,
      person: { id: 'ada' },
      text: '',
      reply: (message) => Promise.resolve(void replies.push(message)),
      ...changes,
      ...(action && { action: await this.tie(action, where) }),
    });
    return replies;
  }

  private async tie(action: Action, where: Whereabouts): Promise<Action> {
    const now = this.clock.now();
    const { id: chat } = await this.store.conversations.meet(where, now);
    return { chat, until: now + 1, ...action };
  }

  /** Says a text. @returns the whole plain text of the replies. */
  async say(text: string, changes: Partial<Turn> = {}): Promise<string> {
    return joinTexts(await this.turn({ text, ...changes }));
  }

  async press(action: Action, changes: Partial<Turn> = {}): Promise<string> {
    return joinTexts(await this.turn({ action, ...changes }));
  }

  /** All due products are looked at and found so. */
  async look(reading: Reading | ((url: string) => Reading)): Promise<void> {
    const now = this.clock.now();
    const claim = { token: `look-${now}`, expiresAt: now + 1000 };
    for (;;) {
      const [claimed] = await this.store.products.claimDue(now, 1, claim, lanesOf());
      if (!claimed) return;
      const looker = {
        identify: identifyExample,
        look: ({ url, record = false }: { url: string; record?: boolean }) =>
          Promise.resolve({
            reading: typeof reading === 'function' ? reading(url) : reading,
            validators: {},
            ...(record ? { recording: { [url]: { html: '' } } } : {}),
          }),
      };
      await checkProduct(
        { ...UNHURRIED, looker, clock: this.clock, products: this.store.products },
        claimed,
        never,
      );
    }
  }

  /**
   * Sends what is owed and may be sent now.
   * @param outcome what the channel says to each.
   * @returns the messages in order.
   */
  async deliver(outcome: SendOutcome = { kind: 'sent', messageId: null }): Promise<Message[]> {
    const sent: Message[] = [];
    const channel: Channel = {
      serves: () => true,
      send: (_address, message) => {
        sent.push(message);
        return Promise.resolve(outcome);
      },
    };
    for (;;) {
      const now = this.clock.now();
      this.claims += 1;
      const claim = { token: `send-${this.claims}`, expiresAt: now + 1000 };
      const [delivery] = await this.store.deliveries.claim(now, 1, claim);
      if (!delivery) return sent;
      await deliverOne(this.deliverDependencies(channel), delivery, new AbortController().signal);
    }
  }

  private deliverDependencies(channel: Channel): DeliverDependencies {
    const { store, clock, bot, lease, log } = this;
    return {
      ...{ clock, lease, log },
      deliveries: store.deliveries,
      conversations: store.conversations,
      flows: store.flows,
      products: store.products,
      imports: store.imports,
      wake: { polls: () => this.wakes.push('polls') },
      channels: [channel],
      random: seededRandom(2),
      pace: new ChannelPace(store.pace, clock, () => undefined),
      silenceMs: SILENCE_MS,
      gapFor: () => this.gapMs,
      view: (deliveries, meeting) => bot.view(deliveries, meeting),
    };
  }

  /** Says a link, lets the shop be looked at and hears the answer. */
  async track(link: string, reading: Reading, changes: Partial<Turn> = {}): Promise<Message> {
    await this.say(link, changes);
    await this.look(reading);
    const [answer] = await this.deliver();
    if (!answer) throw new Error(`No answer came to ${link}.`);
    return answer;
  }
}

export const KETTLE = 'https://shop.example/kettle';
export const LAMP = 'https://lamps.example/lamp';

/** A chat that follows the kettle as #1, with the usual rule. */
export async function chatWithKettle(price = 99): Promise<BotChat> {
  const chat = new BotChat();
  await chat.track(KETTLE, offered(price));
  return chat;
}

/** The kettle as #1 and, half a day ago too, a lamp for 50 euro as #2. */
export async function chatWithTwo(): Promise<BotChat> {
  const chat = await chatWithKettle();
  await chat.track(LAMP, offered(50, { title: 'Lamp', url: LAMP }));
  chat.clock.advance(DAY / 2);
  return chat;
}

export function titlesOf(message: Message | undefined): string[] {
  return (message?.card?.buttons ?? []).map(({ title }) => title);
}

/** @throws when no button of the message says so. */
export function actionOf(message: Message | undefined, title: string): Action {
  const button = message?.card?.buttons.find((one) => one.title === title);
  if (!button || !('action' in button)) throw new Error(`No button says ${title}.`);
  return button.action;
}

export function joinTexts(messages: readonly Message[]): string {
  return messages.map(({ text }) => text).join('\n---\n');
}
