import { HOUR, MINUTE, ToldHistory } from './told-history';

/** Answers that were asked for, so that only the pace can be at fault. */
function answer(history: ToldHistory, count: number, apartMs: number, chat?: string): ToldHistory {
  for (let sent = 0; sent < count; sent += 1)
    history.pass(apartMs).post('I have looked.', chat === undefined ? {} : { chat });
  return history;
}
const asking = () => ToldHistory.following().say({ kind: 'check', product: 'kettle' });

test.each([
  [8, 100],
  [9, 240],
  [61, 480],
  [1_801, 1_999],
])('%i messages, each %i ms after the last, are too many', (count, apartMs) => {
  expect(answer(asking(), count, apartMs).broken()).toEqual(['pace']);
});

test.each([
  [7, 100],
  [8, 286],
  [60, 480],
  [1_800, 1_999],
  [100, 600],
])('%i messages, each %i ms after the last, are what the chat takes', (count, apartMs) => {
  expect(answer(asking().pass(MINUTE), count, apartMs).broken({ tenantLimits: [] })).toEqual([]);
});

test('more than the tenant takes, spread over many chats', () => {
  const history = new ToldHistory();
  for (let chat = 0; chat < 31; chat += 1)
    history.say({ kind: 'remind', product: 'kettle', at: 0 }, `${chat}`);
  for (let chat = 0; chat < 31; chat += 1) answer(history, 1, 10, `${chat}`);
  expect(history.broken()).toEqual(['pace']);
});

test('answers within a turn count, and are no fault themselves', () => {
  const history = asking();
  for (let sent = 0; sent < 9; sent += 1) history.post('All right.', { replyTo: 'in-2' });
  expect(history.broken()).toEqual([]);
  expect(history.post('I have looked.').broken()).toEqual(['pace']);
});

describe('after a 429', () => {
  const throttled = () => asking().post('I have looked.', { told: 429, shown: false, retryAfterMs: 2_000 });

  test('nothing comes before the time it says', () => {
    expect(throttled().pass(1_999).post('I have looked.').broken()).toEqual(['pace']);
  });

  test('not even something else', () => {
    expect(throttled().pass(1_000).show('80.00').alert('80.00').broken()).toEqual(['pace']);
  });

  test('it comes when the time is over, exactly', () => {
    expect(throttled().pass(2_000).post('I have looked.').broken()).toEqual([]);
  });

  test('other chats, and a process that was killed with it, need not wait', () => {
    const other = throttled()
      .say({ kind: 'check', product: 'kettle' }, 'ben')
      .post('I have looked.', { chat: 'ben' });
    expect(other.broken()).toEqual([]);
    expect(throttled().kill().post('I have looked.').pass(HOUR).broken()).toEqual([]);
  });
});
