import { Slots } from './slots';

/** Work that ends when the test says so. */
function held() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const work = jest.fn(() => ended);
  return { work, end };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;

it('lets so many work at a time, and the next when one is done', async () => {
  const slots = new Slots(2);
  const [first, second, third] = [held(), held(), held()];
  const runs = [first, second, third].map(({ work }) => slots.run(never, work));
  await turn();
  expect(third.work).not.toHaveBeenCalled();
  first.end();
  await turn();
  expect(third.work).toHaveBeenCalled();
  second.end();
  third.end();
  await Promise.all(runs);
});

it('lets go of who gives up waiting, and takes the next all the same', async () => {
  const slots = new Slots(1);
  const [first, second, third] = [held(), held(), held()];
  const stop = new AbortController();
  const runs = [
    slots.run(never, first.work),
    slots.run(stop.signal, second.work),
    slots.run(never, third.work),
  ];
  await turn();
  stop.abort(new Error('enough'));
  await expect(runs[1]).rejects.toThrow('enough');
  first.end();
  await turn();
  expect([second.work.mock.calls.length, third.work.mock.calls.length]).toEqual([0, 1]);
  third.end();
  await Promise.all([runs[0], runs[2]]);
});
