import type { OpenFlows } from '../../src/core/flow';
import type { Store } from '../../src/core/store';
import { NOW, chat } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const STATE = { kind: 'type-target', subscriptionId: 7, nested: { words: ['ä', '"'] } };
const TYPE_TARGET: OpenFlows = { active: STATE, aside: null };

function flowOf(kind: string): OpenFlows {
  return { active: { kind }, aside: null };
}

async function meetTwo(store: Store): Promise<[number, number]> {
  const [a, b] = [
    await store.conversations.meet(chat('a'), NOW),
    await store.conversations.meet(chat('b'), NOW),
  ];
  return [a.id, b.id];
}

describeStores(({ open, openTwice }) => {
  it('keeps one open question for each person of a conversation', async () => {
    const store = await open();
    const [id, other] = await meetTwo(store);
    expect(await store.flows.get(id, 'ann')).toBeNull();
    expect(await store.flows.put(id, 'ann', TYPE_TARGET, null, NOW)).toBe(true);
    const stored = await store.flows.get(id, 'ann');
    expect(stored).toEqual({ ...TYPE_TARGET, person: 'ann', version: stored!.version, updatedAt: NOW });
    expect(await store.flows.get(id, 'bob')).toBeNull();
    expect(await store.flows.get(other, 'ann')).toBeNull();
  });

  it('writes only over the version that was read', async () => {
    const { flows, conversations } = await open();
    const { id } = await conversations.meet(chat('a'), NOW);
    await flows.put(id, 'ann', TYPE_TARGET, null, NOW);
    const { version } = (await flows.get(id, 'ann'))!;
    expect(await flows.put(id, 'ann', flowOf('late'), null, NOW)).toBe(false);
    expect(await flows.put(id, 'ann', null, null, NOW)).toBe(false);
    expect(await flows.put(id, 'ann', flowOf('next'), version, NOW + 1)).toBe(true);
    expect(await flows.put(id, 'ann', flowOf('late'), version, NOW + 2)).toBe(false);
    expect(await flows.get(id, 'ann')).toMatchObject({ active: { kind: 'next' }, updatedAt: NOW + 1 });
  });

  it('ends a flow, and takes no version of an ended flow for one of the next', async () => {
    const { flows, conversations } = await open();
    const { id } = await conversations.meet(chat('a'), NOW);
    expect(await flows.put(id, 'ann', null, null, NOW)).toBe(true);
    await flows.put(id, 'ann', TYPE_TARGET, null, NOW);
    const { version } = (await flows.get(id, 'ann'))!;
    expect(await flows.put(id, 'ann', null, version, NOW)).toBe(true);
    expect(await flows.get(id, 'ann')).toBeNull();
    expect(await flows.put(id, 'ann', flowOf('late'), version, NOW)).toBe(false);
    expect(await flows.put(id, 'ann', flowOf('second'), null, NOW)).toBe(true);
    expect(await flows.put(id, 'ann', flowOf('late'), version, NOW)).toBe(false);
    expect(await flows.get(id, 'ann')).toMatchObject({ active: { kind: 'second' } });
  });

  it('keeps what is put aside, and lists what is asked in a conversation', async () => {
    const { flows, conversations } = await open();
    const { id } = await conversations.meet(chat('a'), NOW);
    await flows.put(id, 'ann', { active: { kind: 'interruption' }, aside: STATE }, null, NOW);
    await flows.put(id, 'bob', flowOf('other'), null, NOW + 1);
    await flows.put(id, 'cem', flowOf('over'), null, NOW + 1);
    await flows.put(id, 'cem', null, (await flows.get(id, 'cem'))!.version, NOW + 2);
    expect(await flows.get(id, 'ann')).toMatchObject({ active: { kind: 'interruption' }, aside: STATE });
    const listed = await flows.list(id);
    expect(listed.map(({ person, active }) => [person, active.kind]).sort()).toEqual([
      ['ann', 'interruption'],
      ['bob', 'other'],
    ]);
    const { version } = (await flows.get(id, 'ann'))!;
    await flows.put(id, 'ann', TYPE_TARGET, version, NOW + 3);
    expect(await flows.get(id, 'ann')).toMatchObject(TYPE_TARGET);
  });

  it('lets one of several writers win', async () => {
    const stores = await openTwice();
    const { id } = await stores[0].conversations.meet(chat('a'), NOW);
    const write = (version: number | null) =>
      Promise.all([0, 1, 0, 1].map((at) => stores[at]!.flows.put(id, 'ann', TYPE_TARGET, version, NOW)));
    expect((await write(null)).filter(Boolean)).toHaveLength(1);
    const { version } = (await stores[1].flows.get(id, 'ann'))!;
    expect((await write(version)).filter(Boolean)).toHaveLength(1);
  });

  it('logs a chat in order, each key once', async () => {
    const { chatLog } = await open();
    const first = await chatLog.append('c1', 'k', { text: 'one' }, NOW);
    const second = await chatLog.append('c1', null, { text: 'two' }, NOW);
    const third = await chatLog.append('c1', null, { text: 'two' }, NOW);
    expect(await chatLog.append('c1', 'k', { text: 'again' }, NOW)).toBe(first);
    await chatLog.append('c2', 'k', { text: 'elsewhere' }, NOW);
    const rows = [
      { id: first, activity: { text: 'one' } },
      { id: second, activity: { text: 'two' } },
      { id: third, activity: { text: 'two' } },
    ];
    expect(first < second && second < third).toBe(true);
    expect(await chatLog.read('c1', 0, 9)).toEqual(rows);
    expect(await chatLog.read('c1', first, 1)).toEqual([rows[1]]);
    expect(await chatLog.read('c1', third, 9)).toEqual([]);
  });

  it('shows a reader no row behind its watermark, however many write at once', async () => {
    const stores = await openTwice();
    const reader = await open();
    const seen: number[] = [];
    const readOn = async (): Promise<void> => {
      for (const row of await reader.chatLog.read('c', seen.at(-1) ?? 0, 5)) seen.push(row.id);
    };
    let done = false;
    const writing = Promise.all(
      Array.from({ length: 100 }, (_, index) => stores[index % 2]!.chatLog.append('c', null, { index }, NOW)),
    ).finally(() => (done = true));
    while (!done) await readOn();
    const written = await writing;
    while (seen.at(-1) !== Math.max(...written)) await readOn();
    expect(seen).toEqual(written.sort((a, b) => a - b));
  });
});
