import { DAY, HOUR, MINUTE, ToldHistory } from './told-history';

const following = () => ToldHistory.following();

describe('a qualifying price', () => {
  test('is announced: fine', () => {
    expect(
      following()
        .show('80.00')
        .alert('80.00')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual([]);
  });

  test('is never announced', () => {
    expect(
      following()
        .show('80.00')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['lost']);
  });

  test('is announced to another chat only', () => {
    const history = following().say({ kind: 'track', product: 'kettle' }, 'ben').watch(HOUR);
    expect(
      history
        .show('80.00')
        .alert('80.00', { chat: 'ben' })
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['lost']);
  });

  test('is noted as announced, but the connector never saw it, as when it is marked before it is sent', () => {
    const history = following()
      .show('80.00')
      .kill()
      .watch(6 * HOUR);
    expect(history.broken()).toEqual(['lost']);
  });

  test('is refused once and never tried again', () => {
    const history = following().show('80.00').alert('80.00', { shown: false, told: 503 }).watch(DAY);
    expect(history.broken()).toEqual(['lost']);
  });

  test('is lost on the way and never tried again', () => {
    const history = following().show('80.00').alert('80.00', { shown: false, told: null }).watch(DAY);
    expect(history.broken()).toEqual(['lost']);
  });

  test('falls again by more than 2 %, and that is never said', () => {
    const history = following()
      .show('80.00')
      .alert('80.00')
      .watch(6 * HOUR)
      .show('78.39')
      .watch(6 * HOUR);
    expect(history.broken()).toEqual(['lost']);
  });

  test('comes back after it was over, and that is never said', () => {
    const history = following()
      .show('80.00')
      .alert('80.00')
      .watch(2 * DAY)
      .show('99.00')
      .watch(2 * DAY);
    expect(
      history
        .show('79.99')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['lost']);
  });

  test('is held through the night and forgotten in the morning', () => {
    const quiet = { kind: 'quiet', from: '14:00', to: '16:00', timeZone: 'UTC' } as const;
    const history = following().say(quiet).watch(HOUR);
    expect(
      history
        .show('80.00')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['lost']);
  });

  test.each([
    [{ kind: 'target', price: '85.00' }, '85.00'],
    [{ kind: 'drop', percent: 10 }, '90.00'],
    [{ kind: 'any-change' }, '101.00'],
  ] as const)('by %j is never announced', (rule, price) => {
    const history = following()
      .say({ kind: 'rule', product: 'kettle', rule })
      .watch(2 * HOUR);
    expect(
      history
        .show(price)
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['lost']);
  });

  test('is the lowest in 7 days and is never announced', () => {
    const rule = { kind: 'lowest', days: 7 } as const;
    const history = following()
      .say({ kind: 'rule', product: 'kettle', rule })
      .watch(5 * DAY)
      .show('98.00');
    history
      .watch(2 * DAY)
      .show('110.00')
      .watch(2 * DAY);
    expect(
      history
        .show('97.99')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['lost']);
  });

  test('is back in stock and never announced', () => {
    const history = following().say({ kind: 'rule', product: 'kettle', rule: { kind: 'back-in-stock' } });
    history
      .watch(HOUR)
      .show('100.00', { inStock: false })
      .watch(3 * HOUR);
    expect(
      history
        .show('100.00', { inStock: true })
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['lost']);
  });
});

describe('nothing is owed', () => {
  test('for a price that does not qualify', () => {
    expect(
      following()
        .show('80.01')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual([]);
  });

  test('for a price that was gone before it was confirmed, or before it could be sent', () => {
    expect(
      following()
        .show('80.00')
        .pass(20 * MINUTE)
        .show('90.00')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual([]);
  });

  test('for a new low less than 2 % lower', () => {
    const history = following()
      .show('80.00')
      .alert('80.00')
      .watch(6 * HOUR)
      .show('78.50')
      .watch(6 * HOUR);
    expect(history.broken()).toEqual([]);
  });

  test('for a wish that holds already when it is made', () => {
    const rule = { kind: 'target', price: '120.00' } as const;
    expect(
      following()
        .say({ kind: 'rule', product: 'kettle', rule })
        .watch(9 * HOUR)
        .broken(),
    ).toEqual([]);
  });

  test.each([
    { kind: 'pause', product: 'kettle' },
    { kind: 'pause', product: null },
    { kind: 'stop', product: 'kettle' },
    { kind: 'erase' },
    { kind: 'snooze', product: 'kettle', until: Date.UTC(2026, 0, 20) },
    { kind: 'snooze', product: null, until: Date.UTC(2026, 0, 20) },
    { kind: 'quiet', from: '00:00', to: '23:59', timeZone: 'UTC' },
    { kind: 'removed' },
  ] as const)('after %j', (means) => {
    expect(
      following()
        .say(means)
        .show('80.00')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual([]);
  });

  test('while no process runs, and to a chat that takes nothing', () => {
    const down = following().show('80.00').pass(HOUR).look().add({ kind: 'stop', process: 1 }).pass(DAY);
    expect(down.broken()).toEqual([]);
    const blocked = following().add({ kind: 'chat', chat: 'ann', reachable: false }).show('80.00');
    expect(blocked.watch(DAY).broken()).toEqual([]);
  });

  test('of a price that a digest may have left out', () => {
    const digest = 'News about 6 of your products\n#2 Red pan: €1.00, 50 % less · any change\n… and 5 more';
    const history = following().hide('1.00', { product: 'pan', title: 'Red pan' });
    expect(
      history
        .show('80.00')
        .post(digest)
        .watch(6 * HOUR)
        .broken(),
    ).not.toContain('lost');
  });

  test('after a second try whose outcome is unknown, too', () => {
    const history = following().show('80.00').alert('80.00', { shown: false, told: null }).pass(5_000);
    expect(history.alert('80.00', { shown: false, told: 500 }).watch(DAY).broken()).toEqual([]);
  });
});
