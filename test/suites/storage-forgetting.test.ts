import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { forgetOld } from '../../src/app/forget-old';
import { DAY } from '../../src/core/history';
import { conversationKey } from '../../src/core/pace';
import type { Settlement, SubscriptionView } from '../../src/core/records';
import type { Store } from '../../src/core/store';
import { openStore } from '../../src/storage/open-store';
import { chat, claimOf, follow, look, noticeFor, NOW } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const HOUR = 3_600_000;
const SENT: Settlement = { kind: 'sent', messageId: '1' };

/** Forgets all that is too old at an instant. */
async function forgetAll(store: Store, now: number): Promise<void> {
  while (await forgetOld(store.forgetting, now));
}

/** Owes the notices and settles them in one message. @returns the id of the delivery that carried it. */
async function tell(
  store: Store,
  subscription: SubscriptionView,
  now: number,
  keys: readonly string[],
  keepsCard?: true,
): Promise<number> {
  const { conversationId } = subscription;
  for (const key of keys) await store.deliveries.owe(conversationId, noticeFor(subscription, key), now);
  const [carrier] = await store.deliveries.claim(now, 1, claimOf('send', now + HOUR));
  if (!carrier) throw new Error('Nothing is owed.');
  const along = await store.deliveries.gather(carrier, now, 99);
  const others = along.map((delivery) => ({ delivery, settlement: SENT, joined: true }));
  await store.deliveries.settle(carrier, SENT, now, { others, ...(keepsCard && { keepsCard }) });
  return carrier.id;
}

describeStores(({ open, dump }) => {
  it('shows what a message told for half a year, and then no more', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const old = await tell(store, subscription, NOW, ['one', 'two']);
    const young = await tell(store, subscription, NOW + 1, ['three']);
    const count = async (id: number) => (await store.deliveries.told(conversation.id, id)).length;
    await forgetAll(store, NOW + 180 * DAY);
    expect([await count(old), await count(young)]).toEqual([2, 1]);
    await forgetAll(store, NOW + 180 * DAY + 1);
    expect([await count(old), await count(young)]).toEqual([0, 1]);
  });

  it('owes nothing twice by a key that was settled, for as long', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    await tell(store, subscription, NOW, ['one']);
    await forgetAll(store, NOW + 180 * DAY);
    await expect(tell(store, subscription, NOW + 180 * DAY, ['one'])).rejects.toThrow('Nothing is owed.');
  });

  it('never forgets what is still owed', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'one'), NOW);
    await forgetAll(store, NOW + 1000 * DAY);
    expect(await store.deliveries.claim(NOW + 1000 * DAY, 1, claimOf('late'))).toHaveLength(1);
  });

  it('keeps cards up to date for 30 days, and their deliveries longer', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const carrier = await tell(store, subscription, NOW, ['one'], true);
    const countCards = async (now: number) => (await store.figures.read(now)).waiting.cards.due;
    await forgetAll(store, NOW + 30 * DAY);
    expect(await countCards(NOW + 30 * DAY)).toBe(1);
    await forgetAll(store, NOW + 30 * DAY + 1);
    expect(await countCards(NOW + 30 * DAY)).toBe(0);
    expect(await store.deliveries.told(conversation.id, carrier)).toHaveLength(1);
  });

  it('keeps the chat of the web page for half a year, from the newest end', async () => {
    const { chatLog, ...store } = await open();
    await chatLog.append('c1', null, { text: 'first' }, NOW);
    await chatLog.append('c2', null, { text: 'elsewhere' }, NOW);
    const second = await chatLog.append('c1', 'key', { text: 'second' }, NOW + 1);
    await forgetAll({ chatLog, ...store }, NOW + 180 * DAY + 1);
    expect(await chatLog.read('c1', 0, 9)).toEqual([{ id: second, activity: { text: 'second' } }]);
    expect(await chatLog.read('c2', 0, 9)).toEqual([]);
    expect(await chatLog.append('c1', 'key', { text: 'again' }, NOW + 200 * DAY)).toBe(second);
    expect(await chatLog.append('c1', null, { text: 'third' }, NOW + 200 * DAY)).toBeGreaterThan(second);
  });

  it('knows what came in for a week, also what was never finished', async () => {
    const store = await open();
    const { conversations } = store;
    const { id } = await conversations.meet(chat('a'), NOW);
    const begin = (activity: string, now: number) => conversations.beginInbound(id, activity, now, now);
    const open7 = NOW + 7 * DAY;
    for (const activity of ['done', 'lost']) await begin(activity, NOW);
    await conversations.finishInbound(id, 'done', NOW);
    await forgetAll(store, open7);
    expect(await begin('done', open7)).toBe(false);
    await forgetAll(store, open7 + 1);
    expect(await begin('done', open7 + 1)).toBe(true);
    expect(await conversations.isInboundOpen(id, 'lost')).toBe(false);
  });

  it('knows what a service told for a month', async () => {
    const store = await open();
    await store.hooks.markTaken('feed', 'msg-1', NOW);
    await forgetAll(store, NOW + 30 * DAY);
    expect(await store.hooks.isTaken('feed', 'msg-1')).toBe(true);
    await forgetAll(store, NOW + 30 * DAY + 1);
    expect(await store.hooks.isTaken('feed', 'msg-1')).toBe(false);
  });

  it('keeps a page with a price that was said to be wrong for 90 days', async () => {
    const store = await open();
    await follow(store, 'a', 'kettle');
    const report = { shown: { kind: 'no-price' }, reading: { kind: 'not-found' }, recording: {} } as const;
    await look(store, NOW, { report });
    await forgetAll(store, NOW + 90 * DAY);
    expect(await store.reports.list()).toHaveLength(1);
    await forgetAll(store, NOW + 90 * DAY + 1);
    expect(await store.reports.list()).toEqual([]);
  });

  it('forgets who said a code, a day after it has expired', async () => {
    const store = await open();
    const [ann, ben] = [
      await store.conversations.meet(chat('a'), NOW),
      await store.conversations.meet(chat('b'), NOW),
    ];
    await store.connections.offer(ann.id, 'CODE', NOW + HOUR);
    const by = { conversationId: ben.id, person: 'ben', name: 'Benedict of the code' };
    await store.connections.take('CODE', by, NOW);
    await forgetAll(store, NOW + DAY + HOUR);
    expect(await store.connections.findTaken(ben.id, NOW)).toMatchObject({ name: by.name });
    await forgetAll(store, NOW + DAY + HOUR + 1);
    expect(await store.connections.findTaken(ben.id, NOW)).toBeNull();
  });

  it('keeps count of what a chat was sent as long as it matters, and of what is blocked', async () => {
    const store = await open();
    const limits = [{ count: 1, perMs: HOUR }];
    const bucketOf = (id: number) => ({ key: conversationKey(id), limits });
    for (const id of [1, 2]) await store.pace.take([bucketOf(id)], NOW);
    await store.pace.take([bucketOf(2)], NOW + DAY);
    await store.pace.block(conversationKey(3), NOW + 100 * DAY);
    await store.pace.close(conversationKey(4), NOW + 100 * DAY);
    await forgetAll(store, NOW + DAY + HOUR + 1);
    const text = await dump();
    expect([1, 2, 3, 4].filter((id) => text.includes(conversationKey(id)))).toEqual([2, 3, 4]);
    expect((await store.pace.take([bucketOf(2)], NOW + DAY + 1)).at).toBe(NOW + DAY + HOUR);
  });

  it('takes many steps for many rows, each of a few', async () => {
    const store = await open();
    for (let i = 0; i < 450; i += 1) await store.hooks.markTaken('feed', String(i), NOW);
    const now = NOW + 31 * DAY;
    const steps = [];
    for (let i = 0; i < 4; i += 1) steps.push(await forgetOld(store.forgetting, now));
    expect(steps).toEqual([true, true, false, false]);
    expect(await store.hooks.isTaken('feed', '449')).toBe(false);
  });
});

test('the page for those who run Ebb tells of every table', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ebb-tables-'));
  const file = join(folder, 'ebb.db');
  await (await openStore(`sqlite:${file}`)).close();
  const database = new SqliteFile(file);
  const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all();
  database.close();
  rmSync(folder, { recursive: true });
  const ours = (tables as string[]).filter((name) => !/^(kysely|sqlite)_/.test(name));
  const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(ours.length).toBeGreaterThan(20);
  expect(ours.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
});
