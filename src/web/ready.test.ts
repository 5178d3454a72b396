import { answerReady } from './ready';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('waits two seconds for a probe, and takes it for failed then', async () => {
  const probe = { name: 'database', check: () => new Promise<boolean>(() => undefined) };
  let answer: object | null = null;
  void answerReady([probe]).then((given) => (answer = given));
  await jest.advanceTimersByTimeAsync(1_999);
  expect(answer).toBeNull();
  await jest.advanceTimersByTimeAsync(1);
  expect(answer).toEqual({ status: 503, body: { ready: false, checks: { database: false } } });
});
