import type { Instant } from '../core/history';
import type { SubscriptionView } from '../core/records';
import { baselineNow, isFresh } from './current-price';
import { readStanding } from './judge-standing';
import type { Standing } from './judge-standing';
import { findProduct } from './track-links';
import type { LinkRefusal, TrackPorts } from './track-links';

export type ChoiceResult =
  | { readonly kind: 'added'; readonly subscription: SubscriptionView; readonly standing: Standing }
  | { readonly kind: 'looking'; readonly subscription: SubscriptionView }
  | { readonly kind: 'refused'; readonly link: string; readonly why: LinkRefusal }
  /** The link leads to the same undecided page again. */
  | { readonly kind: 'same-link' }
  /** The subscription waits for no choice, or that variant is followed already. */
  | { readonly kind: 'no-choice' };

/** Points a subscription that waits for a choice at the variant behind a link. */
export async function chooseVariant(
  ports: TrackPorts,
  subscription: SubscriptionView,
  link: string,
  now: Instant,
): Promise<ChoiceResult> {
  const { products, subscriptions } = ports.store;
  const { conversationId, id } = subscription;
  if (subscription.status !== 'choosing') return { kind: 'no-choice' };
  const product = await findProduct(ports, link, now);
  if (typeof product === 'string') return { kind: 'refused', link, why: product };
  if (product.id === subscription.product.id) return { kind: 'same-link' };
  const fresh = isFresh(product, now);
  const baseline = fresh ? baselineNow(product, now) : null;
  if (!(await subscriptions.choose(conversationId, id, product.id, baseline))) return { kind: 'no-choice' };
  const chosen: SubscriptionView = { ...subscription, product, baseline, status: 'active' };
  if (fresh) {
    const standing = await readStanding(products, chosen, now);
    return { kind: 'added', subscription: chosen, standing };
  }
  await subscriptions.owe(conversationId, id, 'track');
  await products.makeDue(product.id);
  ports.wake.polls();
  return { kind: 'looking', subscription: chosen };
}
