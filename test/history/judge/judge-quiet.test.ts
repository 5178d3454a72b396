import { HOUR, MINUTE, ToldHistory } from './told-history';

const night = { kind: 'quiet', from: '22:00', to: '7:00', timeZone: 'Europe/Berlin' } as const;
const target = { kind: 'rule', product: 'kettle', rule: { kind: 'target', price: '85.00' } } as const;
/** At midnight in Berlin, quiet hours set. It was noon UTC, and two hours and a second have passed. */
const atNight = () =>
  ToldHistory.following()
    .say(target)
    .say(night)
    .watch(HOUR)
    .pass(8 * HOUR)
    .look();
const breaksThrough = { kind: 'break-through', product: null, on: true } as const;

describe('in quiet hours', () => {
  test('an alert is too early', () => {
    expect(atNight().show('80.00').alert('80.00').broken()).toEqual(['quiet']);
  });

  test('a trouble notice and a digest are', () => {
    expect(atNight().post('#1 Blue kettle\nI will tell you once when it works again.').broken()).toEqual([
      'quiet',
    ]);
    const digest = 'News about 1 of your products\n#1 Blue kettle: €80.00, 20 % less · at €85.00 or less';
    expect(atNight().show('80.00').post(digest).broken()).toEqual(['quiet']);
  });

  test('an hour before they end is too early, also in summer time of another zone', () => {
    const away = { ...night, timeZone: 'America/New_York' };
    const history = ToldHistory.following()
      .say(target)
      .say(away)
      .watch(HOUR)
      .pass(20 * HOUR)
      .look();
    expect(history.show('80.00').alert('80.00').broken()).toEqual(['quiet']);
  });

  test('urgent is no reason', () => {
    const history = atNight().say({ kind: 'urgent', product: 'kettle', on: true, manner: null });
    expect(history.show('80.00').alert('80.00').broken()).toEqual(['quiet']);
  });

  test('a price that was not named breaks through for nobody', () => {
    const history = atNight().say({ kind: 'rule', product: 'kettle', rule: { kind: 'any-change' } });
    expect(history.say(breaksThrough).show('80.00').alert('80.00').broken()).toEqual(['quiet']);
  });
});

describe('quiet hours allow', () => {
  test('a named price that may break through', () => {
    expect(atNight().say(breaksThrough).show('80.00').alert('80.00').broken()).toEqual([]);
  });

  test('what was asked for at this moment', () => {
    const history = atNight().say({ kind: 'check', product: 'kettle' });
    history.post('#1 Blue kettle: €100.00\nI have just looked: nothing has changed.');
    history
      .say({ kind: 'test', product: 'kettle' })
      .post('Test alert: #1 Blue kettle: €100.00\nYou asked for …');
    history.post('#1 Blue kettle: €100.00\nOn 15 Jan 2026, 02:01 you asked me to remind you of it.');
    expect(history.broken()).toEqual([]);
  });

  test('what comes when they end, exactly', () => {
    const history = atNight()
      .show('80.00')
      .pass(7 * HOUR - 1_000 - 3 * HOUR);
    expect(history.pass(2 * HOUR + 1_000).broken()).not.toContain('quiet');
    expect(
      ToldHistory.following()
        .say(night)
        .pass(16 * HOUR)
        .show('80.00')
        .alert('80.00')
        .broken(),
    ).toEqual([]);
  });

  test('what was on its way when they began or were asked for', () => {
    const evening = ToldHistory.following()
      .say(night)
      .pass(7 * HOUR - 1_000)
      .look()
      .show('80.00');
    expect(evening.alert('80.00').broken()).toEqual([]);
    const asked = ToldHistory.following()
      .pass(8 * HOUR)
      .look()
      .ask(night)
      .show('80.00')
      .alert('80.00');
    expect(asked.broken()).toEqual([]);
  });

  test('everything once they are off', () => {
    expect(atNight().say({ kind: 'quiet-off' }).show('80.00').pass(MINUTE).alert('80.00').broken()).toEqual(
      [],
    );
  });
});
