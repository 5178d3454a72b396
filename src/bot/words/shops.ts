import { addShop as addTo, type ShopResult } from '../../app/add-shop';
import { readStanding } from '../../app/judge-standing';
import { findProduct } from '../../app/track-links';
import type { SubscriptionView } from '../../core/records';
import { MOST_SHOPS, meanShop } from '../../core/shops';
import { refuseStranger } from '../may-manage';
import { open, refuse, say, type Reply, type Scene } from '../scene';
import { nameAtShop, nameShop, nameSubscription } from '../views/describe-product';
import { explainLinkRefusal } from '../views/plain-views';
import { viewSubscription } from '../views/subscription-card';

/**
 * Watches the same thing in another shop, too. What was a subscription of its own becomes part of this one.
 */
export async function addShop(
  scene: Scene,
  subject: SubscriptionView,
  { url }: { readonly url?: string },
): Promise<Reply> {
  const { shortId: id, status } = subject;
  if (status === 'choosing') return open({ kind: 'choose-variant', id });
  if (url === undefined) return open({ kind: 'type-shop', id });
  const product = await findProduct(scene, url, scene.now);
  if (typeof product === 'string') return refuse(explainLinkRefusal(url, product));
  const standing = await findStanding(scene, product.id);
  const other = standing?.id === subject.id ? null : standing;
  const refusal = other && (await refuseMove(scene, other));
  return refusal ?? tellAdded(scene, subject, other, await addTo(scene, subject, product, scene.now));
}

async function findStanding(
  { store, conversation }: Scene,
  productId: number,
): Promise<SubscriptionView | null> {
  const { items } = await store.subscriptions.list(conversation.id, 0, Number.MAX_SAFE_INTEGER);
  return items.find((item) => meanShop(item, productId)) ?? null;
}

/** @returns why a product cannot be taken from another subscription; null when it can. */
async function refuseMove(scene: Scene, other: SubscriptionView): Promise<Reply | null> {
  if (other.status !== 'choosing') return refuseStranger(scene, other, 'stop');
  const { shortId: id } = other;
  return refuse(`${nameSubscription(other)} has several variants. Say “choose ${id}” first.`);
}

async function tellAdded(
  { store, now, print }: Scene,
  subject: SubscriptionView,
  other: SubscriptionView | null,
  result: ShopResult,
): Promise<Reply> {
  const { shortId: id } = subject;
  switch (result.kind) {
    case 'has-it':
      return say(`I watch ${nameSubscription(subject)} there already. Say “${id}” to see it.`);
    case 'too-many':
      return refuse(`I watch ${nameSubscription(subject)} in ${MOST_SHOPS} shops: that is as many as I can.`);
    case 'other-day':
      return refuse(
        `That is for another day than ${nameSubscription(subject)}. Paste the link alone to watch it.`,
      );
    case 'not-there':
      return refuse(`There is no #${id} in your list any more.`);
    case 'added': {
      const { subscription, isLooking } = result;
      const shop = nameShop(subscription.product.url);
      const part = other ? ` What was #${other.shortId} is part of #${id} now.` : '';
      if (isLooking) return say(`Looking at ${shop}… It is added to #${id}; the answer follows.${part}`);
      const standing = await readStanding(store.products, subscription, now);
      return say(viewSubscription(subscription, standing, print, `I watch it at ${shop}, too.${part}`));
    }
  }
}

/** @param subject with the shop that is meant. */
export async function removeShop({ store, conversation }: Scene, subject: SubscriptionView): Promise<Reply> {
  const { shortId: id, product } = subject;
  if (await store.subscriptions.removeShop(conversation.id, subject.id, product.id)) {
    return say(`I no longer watch ${nameAtShop(subject)}. Say “${id}” to see where I do.`);
  }
  return refuse(`That is the only shop of ${nameSubscription(subject)}. Say “stop ${id}” to end it.`);
}
