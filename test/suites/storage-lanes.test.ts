import type { LaneStore } from '../../src/core/lane';
import { NOW, claimOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const ANSWERED = { freeAt: NOW + 2000, outcome: 'answered' } as const;

describeStores(({ open, openTwice }) => {
  it('gives one turn at a time, with the gap after it', async () => {
    const { lanes } = await open();
    const claim = claimOf('a', NOW + 60_000);
    expect(await lanes.take('shop.com', claim, NOW)).toEqual({ kind: 'yours' });
    expect(await lanes.take('shop.com', claimOf('b', NOW + 60_000), NOW)).toMatchObject({ kind: 'wait' });
    expect(await lanes.take('other.com', claimOf('c', NOW + 60_000), NOW)).toEqual({ kind: 'yours' });
    await lanes.leave('shop.com', claim, ANSWERED, NOW);
    const second = claimOf('b', NOW + 60_000);
    expect(await lanes.take('shop.com', second, NOW)).toEqual({ kind: 'wait', until: NOW + 2000 });
    expect(await lanes.take('shop.com', second, NOW + 2000)).toEqual({ kind: 'yours' });
  });

  it('lets a turn that was taken over end without effect', async () => {
    const { lanes } = await open();
    const [dead, next] = [claimOf('dead', NOW + 1000), claimOf('next', NOW + 60_000)];
    await lanes.take('shop.com', dead, NOW);
    expect(await lanes.take('shop.com', next, NOW + 1000)).toEqual({ kind: 'yours' });
    await lanes.leave('shop.com', dead, ANSWERED, NOW + 1001);
    expect(await lanes.take('shop.com', claimOf('b', NOW + 60_000), NOW + 3000)).toMatchObject({
      kind: 'wait',
    });
  });

  it('closes the lane of a shop that fails again and again, and opens it with an answer', async () => {
    const { lanes } = await open();
    const fail = async (now: number): Promise<void> => {
      const claim = claimOf(String(now), now + 60_000);
      expect(await lanes.take('shop.com', claim, now)).toEqual({ kind: 'yours' });
      await lanes.leave('shop.com', claim, { freeAt: now, outcome: 'failed' }, now);
    };
    for (let n = 0; n < 5; n += 1) await fail(NOW);
    const opensAt = NOW + 15 * 60_000;
    expect(await lanes.take('shop.com', claimOf('x'), NOW + 1)).toEqual({ kind: 'paused', until: opensAt });
    await fail(opensAt);
    const opensAgainAt = opensAt + 60 * 60_000;
    expect(await lanes.take('shop.com', claimOf('x'), opensAt)).toEqual({
      kind: 'paused',
      until: opensAgainAt,
    });
    const probe = claimOf('probe', opensAgainAt + 60_000);
    await lanes.take('shop.com', probe, opensAgainAt);
    await lanes.leave('shop.com', probe, { ...ANSWERED, freeAt: opensAgainAt }, opensAgainAt);
    await fail(opensAgainAt);
    expect(await lanes.take('shop.com', claimOf('y', opensAgainAt + 1), opensAgainAt)).toEqual({
      kind: 'yours',
    });
  });

  it('keeps the longer of two pauses', async () => {
    const { lanes } = await open();
    await lanes.pause('shop.com', NOW + 5000);
    await lanes.pause('shop.com', NOW + 3000);
    expect(await lanes.take('shop.com', claimOf('a'), NOW)).toEqual({ kind: 'paused', until: NOW + 5000 });
  });

  it('never lets two processes in at once', async () => {
    const stores = await openTwice();
    const take = (lanes: LaneStore, n: number): ReturnType<LaneStore['take']> =>
      lanes.take('shop.com', claimOf(`claim-${n}`, NOW + 60_000), NOW);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => take(stores[n % 2]!.lanes, n)));
    expect(answers.filter(({ kind }) => kind === 'yours')).toHaveLength(1);
  });

  it('frees the turns of a process that is known to be dead', async () => {
    const { lanes, system } = await open();
    await lanes.take('shop.com', claimOf('a', NOW + 60_000), NOW);
    await system.releaseClaims();
    expect(await lanes.take('shop.com', claimOf('b', NOW + 60_000), NOW)).toEqual({ kind: 'yours' });
  });
});
