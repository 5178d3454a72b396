import { BotChat, KETTLE, LAMP } from '../test/support/bot-chat';
import { offered } from '../test/support/readings';
import { silentLog } from '../test/support/silent-log';
import { UNWATCHED } from './compose-database';
import { createErasing } from './compose-erasing';
import { DAY } from './core/history';

/** A chat that left, and another one that stays. */
async function chatThatLeft(): Promise<{ chat: BotChat; tick: () => Promise<void> }> {
  const chat = new BotChat();
  await chat.track(KETTLE, offered(99));
  await chat.say(LAMP, { where: chat.where('ben'), person: { id: 'ben' } });
  await chat.turn({ event: 'closed' });
  const { store, clock } = chat;
  const loop = createErasing({ store, disk: UNWATCHED, clock, log: silentLog });
  return { chat, tick: () => loop.drain() };
}

it('keeps all for 30 days, for whoever comes back', async () => {
  const { chat, tick } = await chatThatLeft();
  chat.clock.advance(30 * DAY);
  await tick();
  expect(await chat.say('list')).toContain('#1 Kettle');
  chat.clock.advance(30 * DAY);
  await tick();
  expect(await chat.say('list')).toContain('#1 Kettle');
});

it('erases who is gone for longer, and nobody else', async () => {
  const { chat, tick } = await chatThatLeft();
  chat.clock.advance(30 * DAY + 1);
  await tick();
  const left = [...chat.store.tables.conversations.values()].map(({ where }) => where.externalId);
  expect(left).toEqual(['ben']);
  expect(await chat.say('list')).toContain('empty');
});

it('tries again after a minute when the database fails', async () => {
  const { chat, tick } = await chatThatLeft();
  chat.clock.advance(30 * DAY + 1);
  const { conversations } = chat.store;
  const eraseGone = conversations.eraseGone.bind(conversations);
  let fails = 1;
  conversations.eraseGone = (id, before) =>
    fails-- > 0 ? Promise.reject(new Error('the disk is full')) : eraseGone(id, before);
  const done = tick();
  await new Promise(setImmediate);
  expect(chat.store.tables.conversations.size).toBe(2);
  chat.clock.advance(60_000);
  await done;
  expect(chat.store.tables.conversations.size).toBe(1);
});
