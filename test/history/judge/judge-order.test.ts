import { HOUR, ToldHistory } from './told-history';

const fallen = () => ToldHistory.following().show('80.00').watch(HOUR).show('70.00').pass(1_000);

describe('an older price after a newer one', () => {
  test('is out of order', () => {
    expect(fallen().alert('70.00').pass(HOUR).alert('80.00').broken()).toContain('order');
  });

  test('is so when the older was tried before', () => {
    const history = ToldHistory.following().show('80.00').alert('80.00', { told: 500 }).watch(HOUR);
    expect(history.show('70.00').alert('70.00').pass(HOUR).alert('80.00').broken()).toContain('order');
  });

  test('is so in a digest', () => {
    const digest = 'News about 1 of your products\n#1 Blue kettle: €80.00, 20 % less · any change';
    expect(fallen().alert('70.00').pass(HOUR).post(digest).broken()).toContain('order');
  });
});

test('newer prices after older ones are in order', () => {
  const history = ToldHistory.following()
    .show('80.00')
    .alert('80.00')
    .watch(HOUR)
    .show('70.00')
    .alert('70.00');
  expect(history.watch(HOUR).show('60.00').alert('60.00').broken()).toEqual([]);
});

test('a repeat, and the older of two products, are in order', () => {
  const history = ToldHistory.following()
    .say({ kind: 'track', product: 'pan' })
    .show('50.00', { product: 'pan' });
  history.show('80.00').pass(HOUR).show('40.00', { product: 'pan' }).alert('40.00', { product: 'pan' });
  expect(history.pass(HOUR).alert('80.00', { told: 500 }).alert('80.00').broken()).toEqual([]);
});
