import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { DAY } from '../../src/core/history';
import { isSubjectIntent, type SubjectIntent } from '../../src/bot/intent';
import { ACTION_NAMES, readAction } from '../../src/bot/read-action';
import { readText } from '../../src/bot/read-text';
import type { Action } from '../../src/core/message';
import type { Store } from '../../src/core/store';
import type { ConversationKind, Turn, Whereabouts } from '../../src/core/turn';
import { openStore } from '../../src/storage/open-store';
import { BotChat, KETTLE, LAMP } from '../support/bot-chat';
import { OwnedRows } from '../support/owned-rows';
import { offered } from '../support/readings';
import { silentLog } from '../support/silent-log';

// Two tenants with two chats of the same names, and the same two people in all four. Ann of the first chat
// has everything that one can have; all others try every button and every word upon it, with its own numbers.
const CHATS = ['t1 one', 't1 two', 't2 one', 't2 two'] as const;
type Place = { readonly chat: (typeof CHATS)[number]; readonly person: 'ann' | 'bob' };
const STRANGERS: readonly Place[] = [
  { chat: 't1 two', person: 'bob' },
  { chat: 't2 one', person: 'ann' },
  { chat: 't2 one', person: 'bob' },
  { chat: 't2 two', person: 'ann' },
];
const BOB_BESIDE: Place = { chat: 't1 one', person: 'bob' };
const OTHER_KETTLE = 'https://other.example/kettle';
/** No number means two things, and none stands in a sentence of Ebb's own. */
const ANNS = 7070;
const OTHERS = 4040;
const NOWHERE = 987_654;
const FIRST_IDS = { conversations: 600_000, products: 700_000, deliveries: 800_000, connections: 900_000 };

/** Every argument that a button may carry. */
function makeArguments(
  numbers: Readonly<Record<'id' | 'shop' | 'delivery' | 'connection' | 'conversation', number>>,
) {
  return {
    ...numbers,
    ...{
      page: 1,
      url: 'https://shop.example/other',
      name: 'Europe/Berlin',
      manner: 'wait',
      when: 'tomorrow',
    },
    ...{
      rule: 'target',
      amount: '50',
      sign: '€',
      percent: 10,
      days: 30,
      orEqual: 1,
      shown: 'no-price',
      span: 'week',
    },
    ...{ from: 1320, to: 420, on: 1, sure: 1, below: undefined },
  };
}

type Numbers = Parameters<typeof makeArguments>[0];
const NOT_THERE: Numbers = {
  ...{ id: NOWHERE, shop: NOWHERE, delivery: NOWHERE, connection: NOWHERE, conversation: NOWHERE },
};

/** What names a product in words. */
const WORDS: Readonly<Record<SubjectIntent['do'], (id: number) => string>> = {
  ...{ show: (id) => `show ${id}`, pause: (id) => `pause ${id}`, resume: (id) => `resume ${id}` },
  ...{ stop: (id) => `stop ${id}`, check: (id) => `check ${id}`, test: (id) => `test ${id}` },
  ...{ rules: (id) => `rules ${id}`, 'type-target': () => 'target', 'type-choice': (id) => `choose ${id}` },
  ...{ 'keep-rule': (id) => `keep ${id}`, 'wrong-price': (id) => `wrong price ${id}` },
  ...{ 'price-right': (id) => `price is right ${id}`, 'cancel-reminder': (id) => `cancel reminder ${id}` },
  ...{ 'me-too': (id) => `me too ${id}`, 'not-me': (id) => `not me ${id}`, wake: (id) => `wake ${id}` },
  ...{ 'mention-me': (id) => `mention me ${id}`, 'no-mention': (id) => `no mention ${id}` },
  ...{ 'tell-privately': (id) => `tell me privately ${id}`, snooze: (id) => `snooze ${id} for a week` },
  ...{
    urgent: (id) => `urgent ${id}`,
    'not-urgent': (id) => `not urgent ${id}`,
    rule: (id) => `target 50 for ${id}`,
  },
  ...{
    choose: (id) => `choose ${id} https://shop.example/other`,
    'add-shop': (id) => `same as ${id} ${LAMP}`,
  },
  ...{ 'remove-shop': (id) => `remove shop ${id}`, chart: (id) => `chart ${id}` },
  ...{ remind: (id) => `remind me about #${id} tomorrow`, object: (id) => `wrong price ${id}` },
  bought: (id) => `bought ${id} at 50`,
};

/** Asked for by another word, and then answered. */
const SAME_WORD: Readonly<Record<string, string>> = { object: 'wrong-price' };

const TRIES: readonly (readonly [string, (numbers: Numbers) => Partial<Turn>])[] = [
  ...ACTION_NAMES.map(
    (name) => [`the button ${name}`, (numbers: Numbers) => ({ action: press(name, numbers) })] as const,
  ),
  ...[...Object.values(WORDS), (id: number) => `undo ${id}`].map(
    (word) => [`“${word(1)}”`, ({ id }: Numbers) => ({ text: word(id) })] as const,
  ),
];

function press(name: string, numbers: Numbers): Action {
  const given = Object.entries(makeArguments(numbers)).filter(([, value]) => value !== undefined);
  return { do: name, ...(Object.fromEntries(given) as Record<string, string | number>) };
}

function whereOf(chat: string, kind: ConversationKind): Whereabouts {
  const [tenant = '', externalId = ''] = chat.split(' ');
  return { channel: 'test', tenant, externalId, kind, address: { chat }, locale: 'en-GB' };
}

describe.each<ConversationKind>(['personal', 'group', 'channel'])('in a %s chat', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'ebb-ownership-'));
  let count = 0;
  let anns: Numbers;
  let now: number;

  afterAll(() => rmSync(folder, { recursive: true }));

  function nameFile(): string {
    count += 1;
    return join(folder, `${count}.db`);
  }

  const origin = nameFile();

  async function open(file: string): Promise<BotChat<Store>> {
    return new BotChat<Store>(silentLog, await openStore(`sqlite:${file}`));
  }

  function as(place: Place, changes: Partial<Turn> = {}): Partial<Turn> {
    return { where: whereOf(place.chat, kind), person: { id: place.person, name: place.person }, ...changes };
  }

  beforeAll(async () => {
    const bot = await open(origin);
    change(
      `insert into sqlite_sequence (name, seq) values ${Object.entries(FIRST_IDS)
        .map(([table, id]) => `('${table}', ${id})`)
        .join(', ')}`,
    );
    const ann = as({ chat: 't1 one', person: 'ann' });
    for (const chat of CHATS) await bot.turn(as({ chat, person: 'ann' }, { event: 'opened' }));
    change(
      `update conversations set next_short_id = iif(tenant || external_id = 't1one', ${ANNS}, ${OTHERS})`,
    );
    await bot.track(KETTLE, offered(99), ann);
    for (const chat of CHATS.slice(1)) await bot.say(KETTLE, as({ chat, person: 'ann' }));
    await bot.track(LAMP, offered(50, { title: 'Lamp', url: LAMP }), ann);
    await bot.track(OTHER_KETTLE, offered(98), ann);
    await bot.say(`same as ${ANNS} ${OTHER_KETTLE}`, ann);
    await bot.say(`remind me about #${ANNS} tomorrow`, ann);
    if (kind === 'group') await bot.say(`mention me ${ANNS}`, ann);
    if (kind === 'personal') await connect(bot);
    bot.clock.advance(DAY / 4);
    await bot.look(offered(70));
    await bot.deliver();
    bot.clock.advance(DAY / 4);
    await bot.look(offered(60));
    await bot.say('target', ann);
    now = bot.clock.now();
    await bot.store.close();
    anns = readNumbers();
  });

  function change(statements: string): void {
    const database = new SqliteFile(origin);
    database.exec(statements);
    database.close();
  }

  /** Ann of the first chat is asked whether her list may go to the second. */
  async function connect(bot: BotChat<Store>): Promise<void> {
    const offer = await bot.say('connect', as({ chat: 't1 one', person: 'ann' }));
    const code = /\b\w{4}-\w{4}\b/.exec(offer)?.[0] ?? '';
    const other = as({ chat: 't1 two', person: 'ann' });
    await bot.say(`connect ${code}`, other);
    await bot.say('yes', other);
  }

  function readNumbers(): Numbers {
    const rows = new OwnedRows(origin);
    const isChat = ({ tenant, external_id: id }: Readonly<Record<string, unknown>>) =>
      tenant === 't1' && id === 'one';
    const conversation = Number(rows.of('conversations').find(isChat)?.['id']);
    const idOf = (table: string): number =>
      Number(rows.of(table).find((row) => row['conversation_id'] === conversation)?.['id'] ?? NOWHERE);
    const shop = Number(rows.of('products').find(({ url }) => url === OTHER_KETTLE)?.['id']);
    return { id: ANNS, shop, delivery: idOf('deliveries'), connection: idOf('connections'), conversation };
  }

  /**
   * A copy of that world, in which some say something one after the other.
   * @returns the replies, and how it is then.
   */
  async function tryAll(
    places: readonly Place[],
    saying: Partial<Turn>,
  ): Promise<{ readonly replies: readonly string[]; readonly rows: OwnedRows }> {
    const file = nameFile();
    copyFileSync(origin, file);
    const bot = await open(file);
    bot.clock.advance(now - bot.clock.now());
    const replies: string[] = [];
    for (const place of places)
      replies.push(JSON.stringify(await bot.turn(as(place, { activityId: null, ...saying }))));
    await bot.store.close();
    return { replies, rows: new OwnedRows(file) };
  }

  /** A reply without the numbers that were asked about. */
  function blur(reply: string, numbers: Numbers): string {
    const asked = new Set(Object.values(numbers).map(String));
    return reply.replace(/\d+/g, (digits) => (asked.has(digits) ? 'N' : digits));
  }

  const annsRows = (rows: OwnedRows): readonly string[] => rows.belongingTo(new Set([anns.conversation]));

  it.each(TRIES)('%s: another chat sees and changes nothing, as if it were not there', async (name, make) => {
    const there = await tryAll(STRANGERS, make(anns));
    const nowhere = await tryAll(STRANGERS, make(NOT_THERE));
    // The chat to which Ann's list may go erases itself, and so what both were asked.
    const isEnded = (row: string): boolean => name.includes('erase-now') && row.startsWith('connections ');
    const left = annsRows(new OwnedRows(origin)).filter((row) => !isEnded(row));
    expect(annsRows(there.rows)).toEqual(left);
    expect(there.replies.map((reply) => blur(reply, anns))).toEqual(
      nowhere.replies.map((reply) => blur(reply, NOT_THERE)),
    );
  });

  if (kind === 'personal') {
    it('Ann has one of everything', () => expect(Object.values(anns)).not.toContain(NOWHERE));

    it.each(ACTION_NAMES)('the button %s: Ann herself is not told that it is not there', async (name) => {
      const { replies } = await tryAll([{ chat: 't1 one', person: 'ann' }], { action: press(name, anns) });
      expect(replies.join()).not.toContain(`There is no #${ANNS}`);
    });
    return;
  }

  it.each(TRIES)('%s: another person of the chat changes nothing that Ann decides', async (_name, make) => {
    const { rows } = await tryAll([BOB_BESIDE], make(anns));
    expect(rows.decidedBy('ann', anns.conversation)).toEqual(
      new OwnedRows(origin).decidedBy('ann', anns.conversation),
    );
  });
});

describe('what is tried', () => {
  it.each(ACTION_NAMES)('a button for %s gets all that it reads', (name) => {
    const read = new Set<string | symbol>();
    const given = press(name, NOT_THERE);
    const watched = new Proxy(given, { get: (target, key: string) => (read.add(key), target[key]) });
    expect(readAction(watched)).not.toBeNull();
    expect([...read].filter((key) => !(String(key) in makeArguments(NOT_THERE)) && key !== 'do')).toEqual([]);
  });

  it.each(Object.entries(WORDS))('%s has its word', (name, word) => {
    const intent = readText(word(ANNS));
    expect(isSubjectIntent(intent)).toBe(true);
    expect(intent.do).toBe(SAME_WORD[name] ?? name);
  });
});
