import { readStanding } from '../../app/judge-standing';
import { objectToPrice, type ShownWish } from '../../app/object-to-price';
import type { SubscriptionView } from '../../core/records';
import { shopsOf } from '../../core/shops';
import { askWhatShopShows } from '../flows/wrong-price';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameSubscription } from '../views/describe-product';
import { viewSubscription } from '../views/subscription-card';

/** Asks what the shop shows instead. */
export function askWrongPrice(_scene: Scene, subject: SubscriptionView): Reply {
  if (subject.product.confirmed) return open(askWhatShopShows(subject));
  return say(`I have told no price of ${nameSubscription(subject)} yet.`);
}

export async function object(scene: Scene, subject: SubscriptionView, wish: ShownWish): Promise<Reply> {
  const result = await objectToPrice(scene, subject, wish, scene.now);
  switch (result.kind) {
    case 'looking':
      return say(
        `Thank you. I am looking at ${nameSubscription(subject)} again… The answer follows, and no alert until then.`,
      );
    case 'same-price':
      return acceptPrice(scene, subject);
    case 'bad-amount':
      return refuse('I cannot read that price. Please write it like “79.99”.');
    case 'unknown-currency':
      return refuse('Please say the currency too, for example “80 EUR”.');
    case 'too-many':
      return say('You have told me about many prices today. Please tell me about this one tomorrow.');
  }
}

/** The price is right after all. */
export async function acceptPrice(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const { store, now, print, conversation } = scene;
  for (const { product } of shopsOf(subject)) {
    await store.subscriptions.withdrawObjection(conversation.id, subject.id, product.id);
  }
  const others = subject.others.map((shop) => ({ ...shop, objection: null }));
  const settled = { ...subject, objection: null, others };
  const standing = await readStanding(store.products, settled, now);
  return say(viewSubscription(settled, standing, print, 'Good, then that price counts.'));
}
