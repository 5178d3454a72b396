import { checkNow } from '../../app/check-now';
import { readStanding } from '../../app/judge-standing';
import { sendTestAlert } from '../../app/send-test-alert';
import type { SubscriptionView } from '../../core/records';
import { refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameSubscription } from '../views/describe-product';
import { viewSubscription } from '../views/subscription-card';

export async function show({ store, now, print }: Scene, subject: SubscriptionView): Promise<Reply> {
  return say(viewSubscription(subject, await readStanding(store.products, subject, now), print));
}

export async function check(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  await checkNow(scene, subject);
  return say(`Looking at ${nameSubscription(subject)}… The answer follows.`);
}

export async function test(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const isSent = await sendTestAlert(scene, subject, scene.turnKey, scene.now);
  if (isSent) return say(`A test alert for ${nameSubscription(subject)} is on its way.`);
  return refuse(`I have seen no price of ${nameSubscription(subject)} yet, so there is nothing to show.`);
}
