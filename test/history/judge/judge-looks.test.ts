import { DAY, HOUR, ToldHistory } from './told-history';

test('a product that is followed is looked at again', () => {
  expect(
    ToldHistory.following()
      .pass(25 * HOUR)
      .look()
      .pass(25 * HOUR)
      .broken(),
  ).toEqual([]);
});

test('never again is a fault, and so is once too late', () => {
  expect(
    ToldHistory.following()
      .pass(9 * DAY)
      .broken(),
  ).toEqual(['unseen']);
  expect(
    ToldHistory.following()
      .pass(9 * DAY)
      .look()
      .broken(),
  ).toEqual(['unseen']);
});

test('the time without a process does not count, the time between does', () => {
  const stopped = ToldHistory.following()
    .add({ kind: 'stop', process: 1 })
    .pass(9 * DAY);
  expect(stopped.broken()).toEqual([]);
  const killed = ToldHistory.following();
  for (let kills = 0; kills < 9; kills += 1) killed.pass(4 * HOUR).kill();
  expect(killed.broken()).toEqual(['unseen']);
});

test.each([
  { kind: 'stop', product: 'kettle' },
  { kind: 'pause', product: null },
  { kind: 'erase' },
] as const)('after %j nobody need look', (means) => {
  expect(
    ToldHistory.following()
      .say(means)
      .pass(9 * DAY)
      .broken(),
  ).toEqual([]);
});

test('what another chat follows is looked at', () => {
  const history = ToldHistory.following()
    .say({ kind: 'track', product: 'kettle' }, 'ben')
    .say({ kind: 'erase' });
  expect(history.pass(9 * DAY).broken()).toEqual(['unseen']);
});
