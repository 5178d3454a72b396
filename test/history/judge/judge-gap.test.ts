import { HOUR, MINUTE, ToldHistory } from './told-history';

/** Ann follows a kettle and a pan, both have fallen, and the kettle was announced. */
const told = () => {
  const history = ToldHistory.following().say({ kind: 'track', product: 'pan' });
  history
    .show('50.00', { product: 'pan' })
    .watch(HOUR, 'pan')
    .show('40.00', { product: 'pan' })
    .show('80.00');
  return history;
};
const trouble =
  '#1 Blue kettle\nI have not been able to read it for a while.\nI will tell you once when it works again.';
const pan = { product: 'pan' };

describe('within the gap', () => {
  test('a second alert is too soon', () => {
    expect(
      told()
        .alert('80.00')
        .pass(10 * MINUTE - 1)
        .alert('40.00', pan)
        .broken(),
    ).toEqual(['gap']);
  });

  test('two at the same instant are, as when each process keeps a gap of its own', () => {
    expect(told().alert('80.00').alert('40.00', pan).broken()).toEqual(['gap']);
  });

  test('a trouble notice counts like an alert', () => {
    expect(told().alert('80.00').pass(MINUTE).post(trouble).broken()).toEqual(['gap']);
    expect(told().post(trouble).pass(MINUTE).alert('80.00').broken()).toEqual(['gap']);
  });

  test('an urgent one starts the gap', () => {
    const history = told().say({ kind: 'urgent', product: 'kettle', on: true, manner: null });
    expect(history.alert('80.00').pass(MINUTE).alert('40.00', pan).broken()).toEqual(['gap']);
  });

  test('a clock that jumps back makes no gap longer', () => {
    const history = told().alert('80.00').pass(-HOUR).add({ kind: 'clock-jump', byMs: -HOUR });
    expect(history.pass(MINUTE).alert('40.00', pan).broken()).toContain('gap');
  });
});

describe('the gap is kept', () => {
  test('exactly', () => {
    expect(
      told()
        .alert('80.00')
        .pass(10 * MINUTE)
        .alert('40.00', pan)
        .broken(),
    ).toEqual([]);
  });

  test('by an urgent one, whenever it comes', () => {
    const history = told().say({ kind: 'urgent', product: 'pan', on: true, manner: null });
    expect(history.alert('80.00').pass(MINUTE).alert('40.00', pan).broken()).toEqual([]);
  });

  test('by what was asked for, which does not start it', () => {
    const history = told().alert('80.00').say({ kind: 'check', product: 'pan' });
    history.post('#2 Blue pan: €40.00\nI have just looked: nothing has changed.').pass(10 * MINUTE);
    expect(history.alert('40.00', pan).broken()).toEqual([]);
  });

  test('after a refusal, a kill, or an unknown outcome', () => {
    expect(
      told()
        .alert('80.00', { told: 502, shown: false })
        .alert('40.00', pan)
        .pass(HOUR)
        .alert('80.00')
        .broken(),
    ).toEqual([]);
    expect(told().alert('80.00').kill().alert('40.00', pan).broken()).toEqual([]);
    expect(told().alert('80.00', { told: null }).pass(MINUTE).alert('40.00', pan).broken()).toEqual([]);
  });

  test('when it has passed while the clock was set back', () => {
    const history = told().alert('80.00').pass(-HOUR).add({ kind: 'clock-jump', byMs: -HOUR });
    expect(
      history
        .pass(10 * MINUTE)
        .alert('40.00', pan)
        .broken(),
    ).toEqual([]);
  });

  test('when the clock has jumped over it', () => {
    const history = told().alert('80.00').pass(HOUR).add({ kind: 'clock-jump', byMs: HOUR });
    expect(history.alert('40.00', pan).broken()).toEqual([]);
  });
});
