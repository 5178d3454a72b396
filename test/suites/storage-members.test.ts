import { NOW, follow } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

describeStores(({ open }) => {
  it('keeps who waits for a subscription, who wants to be mentioned, and forgets who leaves', async () => {
    const store = await open();
    const { members } = store;
    const { subscription } = await follow(store, 'group', 'kettle');
    const other = await follow(store, 'other', 'lamp');
    const { id } = subscription;
    expect(await members.join(id, { person: 'ben', name: 'Ben' }, NOW + 1)).toBe(true);
    expect(await members.join(id, { person: 'ann', name: 'Ann' }, NOW)).toBe(true);
    expect(await members.join(id, { person: 'ann', name: 'Ann again' }, NOW + 2)).toBe(false);
    expect(await members.setMention(id, 'ben', true)).toBe(true);
    expect(await members.setMention(id, 'cleo', true)).toBe(false);
    expect(await members.list(id)).toEqual([
      { person: 'ann', name: 'Ann', mention: false },
      { person: 'ben', name: 'Ben', mention: true },
    ]);
    expect(await members.list(other.subscription.id)).toEqual([]);
    expect(await members.leave(id, 'ann')).toBe(true);
    expect(await members.leave(id, 'ann')).toBe(false);
    expect((await members.list(id)).map(({ person }) => person)).toEqual(['ben']);
  });
});
