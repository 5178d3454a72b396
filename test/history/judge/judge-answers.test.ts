import { DAY, HOUR, MINUTE, ToldHistory } from './told-history';

const check = { kind: 'check', product: 'kettle' } as const;
const looking = 'Looking at #1 Blue kettle… The answer follows.';
const answer = '#1 Blue kettle: €100.00\nI have just looked: nothing has changed.';
const asked = () => ToldHistory.following().say(check).post(looking, { replyTo: 'in-2' }).look();
const at = Date.UTC(2026, 0, 16);
const reminded = () =>
  ToldHistory.following()
    .say({ kind: 'remind', product: 'kettle', at })
    .post('I will remind you of #1 Blue kettle: 16 Jan 2026, 01:00', { replyTo: 'in-2' });

describe('promised and never sent', () => {
  test('is an answer', () => {
    expect(
      asked()
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['unanswered']);
  });

  test('is a test alert, whatever else comes', () => {
    const history = ToldHistory.following().say({ kind: 'test', product: 'kettle' });
    history.post('A test alert for #1 Blue kettle is on its way.', { replyTo: 'in-2' }).watch(HOUR);
    expect(
      history
        .show('80.00')
        .alert('80.00')
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['unanswered']);
  });

  test('is an answer that a kill made forgotten, or that was refused once', () => {
    expect(
      asked()
        .kill()
        .watch(6 * HOUR)
        .broken(),
    ).toEqual(['unanswered']);
    expect(asked().post(answer, { told: 502, shown: false }).watch(DAY).broken()).toEqual(['unanswered']);
  });

  test('is a reminder', () => {
    expect(
      reminded()
        .watch(20 * HOUR)
        .broken(),
    ).toEqual(['unanswered']);
  });
});

describe('nothing is owed', () => {
  test('when it came, or was not promised', () => {
    expect(
      asked()
        .pass(MINUTE)
        .post(answer)
        .watch(6 * HOUR)
        .broken(),
    ).toEqual([]);
    expect(ToldHistory.following().say(check).post(answer, { replyTo: 'in-2' }).watch(DAY).broken()).toEqual(
      [],
    );
  });

  test('when it came before the message was said once more that a kill had cut off', () => {
    const test = { kind: 'test', product: 'kettle' } as const;
    const cutOff = ToldHistory.following().ask(test).kill();
    const told = cutOff.post('Test alert: #1 Blue kettle: €100.00');
    const again = { kind: 'turn', chat: 'ann', person: 'ann', id: 'in-2', text: '', means: test };
    const promised = 'A test alert for #1 Blue kettle is on its way.';
    expect(told.add(again).post(promised, { replyTo: 'in-2' }).take().watch(DAY).broken()).toEqual([]);
  });

  test('before its time', () => {
    expect(
      reminded()
        .watch(9 * HOUR)
        .broken(),
    ).toEqual([]);
    const reminder = '#1 Blue kettle: €100.00\nOn 15 Jan 2026, 15:00 you asked me to remind you of it.';
    expect(
      reminded()
        .watch(10 * HOUR)
        .post(reminder)
        .watch(10 * HOUR)
        .broken(),
    ).toEqual([]);
  });

  test('for a reminder whose place another one takes', () => {
    const again = { kind: 'remind', product: 'kettle', at: at + DAY } as const;
    const replaced = reminded().say(again).post('I will remind you of #1 Blue kettle: 17 Jan 2026, 01:00', {
      replyTo: 'in-3',
    });
    expect(replaced.watch(20 * HOUR).broken()).toEqual([]);
    expect(replaced.watch(20 * HOUR).broken()).toEqual(['unanswered']);
  });

  test.each([{ kind: 'stop', product: 'kettle' }, { kind: 'erase' }, { kind: 'removed' }] as const)(
    'after %j',
    (means) => {
      expect(
        asked()
          .say(means)
          .watch(6 * HOUR)
          .broken(),
      ).toEqual([]);
    },
  );
});
