import { HOUR, MINUTE, ToldHistory } from './told-history';

const told = () => ToldHistory.following().show('80.00').alert('80.00');
const trouble = '#1 Blue kettle\nI will tell you once when it works again.';
const reminder = '#1 Blue kettle: €100.00\nOn 15 Jan 2026, 15:00 you asked me to remind you of it.';
const remind = { kind: 'remind', product: 'kettle', at: Date.UTC(2026, 0, 15, 15) } as const;
const unseen = { shown: false, told: 503 };

describe('a price is announced again', () => {
  test('after it was taken', () => {
    expect(told().pass(HOUR).alert('80.00').broken()).toEqual(['repeated']);
  });

  test('at the same instant, as by two processes that both claim it', () => {
    expect(told().alert('80.00').broken()).toEqual(['repeated', 'gap']);
  });

  test('when another look finds the same price', () => {
    expect(
      told()
        .watch(3 * HOUR)
        .alert('80.00')
        .broken(),
    ).toEqual(['repeated']);
  });

  test('by a digest', () => {
    const digest = 'News about 2 of your products\n#1 Blue kettle: €80.00, 20 % less · any change';
    expect(told().pass(HOUR).post(digest).broken()).toEqual(['repeated']);
  });

  test('or a trouble, or a reminder is', () => {
    for (const text of [trouble, reminder])
      expect(ToldHistory.following().say(remind).post(text).pass(HOUR).post(text).broken()).toEqual([
        'repeated',
      ]);
  });

  test('a third time after two unknown outcomes', () => {
    const history = ToldHistory.following().show('80.00').alert('80.00', { told: 500 }).pass(5_000);
    expect(history.alert('80.00', { told: null }).pass(MINUTE).alert('80.00').broken()).toEqual(['repeated']);
  });

  test('after a kill that came long after it', () => {
    expect(told().pass(HOUR).kill().alert('80.00').broken()).toEqual(['repeated']);
  });
});

describe('an excused repeat', () => {
  test.each([500, null])('once after outcome %p', (outcome) => {
    const history = ToldHistory.following().show('80.00').alert('80.00', { told: outcome }).pass(5_000);
    expect(history.alert('80.00').broken()).toEqual([]);
  });

  test('after a kill before it was noted down', () => {
    expect(told().kill().alert('80.00').broken()).toEqual([]);
  });

  test('after an unknown outcome that a kill made forgotten', () => {
    const history = ToldHistory.following().show('80.00').alert('80.00', { told: null }).kill();
    expect(history.alert('80.00', { told: 500 }).pass(MINUTE).alert('80.00').broken()).toEqual([]);
  });

  test('after refusals, as often as it takes', () => {
    const history = ToldHistory.following().show('80.00');
    for (let tries = 0; tries < 4; tries += 1) history.alert('80.00', unseen).pass(5 * MINUTE);
    expect(history.alert('80.00').broken()).toEqual([]);
  });

  test('of a test alert, as often as somebody asks', () => {
    const history = ToldHistory.following();
    for (let asked = 0; asked < 2; asked += 1)
      history
        .say({ kind: 'test', product: 'kettle' })
        .post('Test alert: #1 Blue kettle: €100.00\nYou asked for …');
    expect(history.broken()).toEqual([]);
  });

  test('of a trouble, when there are looks between', () => {
    expect(ToldHistory.following().post(trouble).watch(HOUR).post(trouble).broken()).toEqual([]);
  });

  test('of the price, by the word that the product can be read again', () => {
    const again = '#1 Blue kettle: €80.00\nI can read it again, and go on watching.';
    expect(told().watch(HOUR).post(again).broken()).toEqual([]);
  });

  test('when the price comes back into stock', () => {
    const history = ToldHistory.following().say({
      kind: 'rule',
      product: 'kettle',
      rule: { kind: 'any-change' },
    });
    history.watch(HOUR).show('90.00').alert('90.00').watch(HOUR).show('90.00', { inStock: false });
    history.post('#1 Blue kettle: €90.00, out of stock\nYou asked to hear about any change.').watch(HOUR);
    expect(history.show('90.00', { inStock: true }).alert('90.00').broken()).toEqual([]);
  });
});
