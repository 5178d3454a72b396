import { DAY, HOUR, MINUTE, ToldHistory } from './told-history';

const following = () => ToldHistory.following();

describe('untrue is', () => {
  test('a price that the shop never showed, in whatever message', () => {
    expect(following().alert('79.00').broken()).toEqual(['untrue']);
    expect(
      following().say({ kind: 'other' }).post('#1 Blue kettle: €79.00', { replyTo: 'in-2' }).broken(),
    ).toEqual(['untrue']);
  });

  test('a price that the shop shows, but that no look has shown', () => {
    expect(following().hide('80.00').alert('80.00').broken()).toEqual(['untrue']);
  });

  test('a price that was gone at the last look, as when nobody asks again after quiet hours', () => {
    const history = following()
      .show('80.00')
      .pass(20 * MINUTE)
      .show('99.00')
      .watch(2 * HOUR);
    expect(history.alert('80.00').broken()).toEqual(['untrue']);
  });

  test('a price that has fallen further by the last look', () => {
    const history = following()
      .show('80.00')
      .watch(2 * DAY)
      .show('70.00')
      .watch(HOUR)
      .alert('80.00');
    expect(history.broken()).toContain('untrue');
  });

  test('a refused try of the same', () => {
    const history = following()
      .show('80.00')
      .pass(20 * MINUTE)
      .show('99.00')
      .watch(2 * HOUR);
    expect(history.alert('80.00', { told: 503, shown: false }).broken()).toEqual(['untrue']);
  });

  test('an alert that does not fulfil the wish', () => {
    expect(following().show('80.01').alert('80.01').broken()).toEqual(['untrue']);
    const target = { kind: 'rule', product: 'kettle', rule: { kind: 'target', price: '70.00' } } as const;
    expect(following().say(target).show('80.00').alert('80.00').broken()).toEqual(['untrue']);
  });

  test('not that a product can be read again at a price that does not fulfil the wish', () => {
    const history = following().show('95.00').watch(HOUR);
    expect(history.post('#1 Blue kettle: €95.00\nI can read it again, and go on watching.').broken()).toEqual(
      [],
    );
  });

  test('an alert for what is sold out', () => {
    const history = following().show('80.00', { inStock: false }).watch(HOUR);
    expect(history.alert('80.00').broken()).toEqual(['untrue']);
    expect(history.post('#1 Blue kettle: €80.00, out of stock\nYou asked for …').broken()).toContain(
      'untrue',
    );
  });

  test('a lowest price after too few days, or above one that was seen', () => {
    const rule = { kind: 'lowest', days: 30 } as const;
    const few = following()
      .say({ kind: 'rule', product: 'kettle', rule })
      .watch(5 * DAY)
      .show('90.00');
    expect(few.alert('90.00').broken()).toEqual(['untrue']);
    const above = following()
      .say({ kind: 'rule', product: 'kettle', rule })
      .watch(9 * DAY)
      .show('90.00');
    above
      .alert('101.00')
      .watch(9 * DAY)
      .show('95.00')
      .watch(HOUR);
    expect(above.alert('95.00').broken()).toContain('untrue');
  });
});

describe('true enough is', () => {
  test('a lowest price above one at which nothing could be had', () => {
    const rule = { kind: 'lowest', days: 7 } as const;
    const history = following()
      .say({ kind: 'rule', product: 'kettle', rule })
      .watch(9 * DAY)
      .show('80.00', { inStock: false })
      .watch(DAY)
      .show('90.00', { inStock: true })
      .watch(HOUR);
    expect(history.alert('90.00').broken()).toEqual([]);
  });

  test('a price that is still so, though the shop has raised it since the last look', () => {
    expect(
      following()
        .show('80.00')
        .hide('99.00')
        .pass(5 * HOUR)
        .alert('80.00')
        .broken(),
    ).toEqual([]);
  });

  test('a price whose end was seen only now', () => {
    expect(
      following().watch(DAY).show('80.00').pass(DAY).show('99.00').pass(MINUTE).alert('80.00').broken(),
    ).toEqual([]);
  });

  test.each([
    ['200.00', []],
    ['99.00', ['untrue']],
  ])(
    'a price that has stood long and then rose to %s, if that is so unusual that it is looked at again',
    (price, broken) => {
      const history = following()
        .show('80.00')
        .watch(2 * DAY)
        .show(price)
        .pass(20 * MINUTE)
        .look();
      expect(history.alert('80.00').broken({ patienceMs: 9 * DAY })).toEqual(broken);
    },
  );

  test('a price that swings within a day', () => {
    const history = following()
      .show('80.00')
      .pass(20 * MINUTE)
      .show('99.00')
      .pass(20 * MINUTE)
      .look();
    expect(history.alert('80.00').broken()).toEqual([]);
  });

  test('a price when the shop has not answered since', () => {
    const history = following().show('80.00').show('80.00', { answers: 'error' }).watch(DAY);
    expect(history.alert('80.00').broken()).not.toContain('untrue');
  });

  test('a price under the rule that may have stood', () => {
    const rule = { kind: 'target', price: '90.00' } as const;
    const history = following().ask({ kind: 'rule', product: 'kettle', rule }).show('85.00').alert('85.00');
    expect(history.broken()).toEqual([]);
  });
});
