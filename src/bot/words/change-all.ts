import { changeAll } from '../../app/change-all';
import { checkNow } from '../../app/check-now';
import { isKnown } from '../../app/current-price';
import { say } from '../scene';
import type { Reply, Scene } from '../scene';
import { ask, makeMessage } from '../views/make-message';

export async function pauseAll({ store, conversation, person, now }: Scene): Promise<Reply> {
  const paused = await changeAll(store.subscriptions, conversation, person, 'paused', now);
  if (paused.length === 0) return say('There is nothing to pause.');
  const message = makeMessage(
    {
      title: paused.length === 1 ? 'Your product is paused.' : `Your ${paused.length} products are paused.`,
      lines: ['I say nothing about them until you resume them.'],
      buttons: [ask('Resume everything', { do: 'resume-all' })],
    },
    'Say “resume everything” to go on.',
  );
  return say(message);
}

/** After a long pause prices may be old, so that those are looked at again. */
export async function resumeAll(scene: Scene): Promise<Reply> {
  const { store, conversation, person, now } = scene;
  const resumed = await changeAll(store.subscriptions, conversation, person, 'active', now);
  if (resumed.length === 0) return say('Nothing was paused.');
  for (const subscription of resumed) {
    if (!isKnown(subscription.product, now)) await checkNow(scene, subscription);
  }
  const what = resumed.length === 1 ? 'your product' : `your ${resumed.length} products`;
  return say(`I am watching ${what} again.`);
}
