import { HOUR, MINUTE, ToldHistory } from './told-history';

const following = () => ToldHistory.following();
const track = { kind: 'track', product: 'kettle' } as const;

describe('nothing goes', () => {
  test('to a chat that never spoke', () => {
    expect(following().show('80.00').alert('80.00').alert('80.00', { chat: 'ben' }).broken()).toEqual([
      'unwanted',
    ]);
  });

  test.each([403, 404])('to a chat after it was told %i', (told) => {
    const history = following().show('80.00').alert('80.00', { told, shown: false }).pass(HOUR);
    expect(history.alert('80.00').broken()).toEqual(['unwanted']);
  });

  test('to a chat that was erased, or that removed it', () => {
    expect(following().show('80.00').say({ kind: 'erase' }).alert('80.00').broken()).toEqual(['unwanted']);
    expect(following().show('80.00').say({ kind: 'removed' }).alert('80.00').broken()).toEqual(['unwanted']);
  });

  test('to the erased, not even what was asked for before', () => {
    const history = following().say({ kind: 'check', product: 'kettle' }).say({ kind: 'erase' });
    expect(history.post('I have looked.').broken()).toEqual(['unwanted']);
  });

  test.each([
    { kind: 'stop', product: 'kettle' },
    { kind: 'pause', product: null },
    { kind: 'snooze', product: 'kettle', until: Date.UTC(2026, 0, 20) },
    { kind: 'snooze', product: null, until: Date.UTC(2026, 0, 20) },
  ] as const)('unasked after %j', (means) => {
    expect(following().show('80.00').say(means).alert('80.00').broken()).toEqual(['unwanted']);
  });

  test('unasked about what only another chat follows', () => {
    const history = following().say({ kind: 'other' }, 'ben').show('80.00').alert('80.00');
    expect(history.alert('80.00', { chat: 'ben' }).broken()).toEqual(['unwanted']);
  });
});

describe('it may come', () => {
  test('while the turn that ends it is not taken', () => {
    for (const means of [{ kind: 'stop', product: 'kettle' }, { kind: 'erase' }] as const)
      expect(following().show('80.00').ask(means).alert('80.00').broken()).toEqual([]);
  });

  test('when Ebb said that it could not do what would end it', () => {
    const sorry = 'Sorry, something went wrong on my side, and I could not do that.';
    for (const means of [{ kind: 'stop', product: 'kettle' }, { kind: 'erase' }] as const) {
      const history = following().show('80.00').ask(means).post(sorry, { replyTo: 'in-2' }).take();
      expect(history.alert('80.00').broken()).toEqual([]);
    }
  });

  test('when they write again', () => {
    const gone = following().show('80.00').alert('80.00', { told: 403, shown: false }).pass(HOUR);
    expect(gone.say({ kind: 'other' }).alert('80.00').broken()).toEqual([]);
    const erased = following().say({ kind: 'erase' }).say(track).pass(MINUTE).look().watch(HOUR);
    expect(erased.show('80.00').alert('80.00').broken()).toEqual([]);
  });

  test('after a refusal that a kill made forgotten', () => {
    const history = following().show('80.00').alert('80.00', { told: 403, shown: false }).kill();
    expect(history.alert('80.00', { told: 403, shown: false }).broken()).toEqual([]);
  });

  test('after a turn that the channel sends twice, as the second has no effect', () => {
    const stop = { kind: 'turn', chat: 'ann', person: 'ann', id: 'in-2', text: 'stop 1' };
    const means = { kind: 'stop', product: 'kettle' } as const;
    const history = following().say(means).say(track).pass(1_000).look().watch(HOUR);
    history.add({ ...stop, means }).add({ kind: 'taken', chat: 'ann', id: 'in-2' });
    expect(history.show('80.00').alert('80.00').broken()).toEqual([]);
  });

  test('after the snooze and the pause', () => {
    const snoozed = following().say({ kind: 'snooze', product: 'kettle', until: Date.UTC(2026, 0, 15, 15) });
    expect(snoozed.show('80.00').watch(HOUR).alert('80.00').broken()).toEqual([]);
    const paused = following()
      .say({ kind: 'pause', product: null })
      .say({ kind: 'resume', product: 'kettle' });
    expect(paused.show('80.00').alert('80.00').broken()).toEqual([]);
  });
});
