import { createConversationQueue } from './conversation-queue';

it('runs one after the other per key, in order, and other keys meanwhile', async () => {
  const queue = createConversationQueue();
  const seen: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const first = queue.run('a', async () => {
    await gate;
    seen.push('a1');
  });
  const second = queue.run('a', () => Promise.resolve(void seen.push('a2')));
  await queue.run('b', () => Promise.resolve(void seen.push('b1')));
  release();
  await Promise.all([first, second]);
  expect(seen).toEqual(['b1', 'a1', 'a2']);
});

it('goes on after work that failed', async () => {
  const queue = createConversationQueue();
  const failed = queue.run('a', () => Promise.reject(new Error('no')));
  const after = queue.run('a', () => Promise.resolve());
  await expect(failed).rejects.toThrow('no');
  await expect(after).resolves.toBeUndefined();
});
