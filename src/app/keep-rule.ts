import type { Instant } from '../core/history';
import type { Followed, SubscriptionView } from '../core/records';
import type { Store } from '../core/store';
import { shopsOf } from '../core/shops';
import { baselinesNow, measureFrom } from './current-price';
import { readStanding } from './judge-standing';
import type { Standing } from './judge-standing';

export type KeepResult =
  | { readonly kind: 'kept'; readonly subscription: SubscriptionView; readonly standing: Standing }
  /** An amount in the old currency says nothing in the new one. */
  | { readonly kind: 'needs-target' }
  | { readonly kind: 'no-price' };

/** Keeps a rule after a shop changed its currency, with today's price as the baseline. */
export async function keepRule(
  { products, subscriptions }: Pick<Store, 'products' | 'subscriptions'>,
  subscription: SubscriptionView,
  now: Instant,
): Promise<KeepResult> {
  const { conversationId, id, rule } = subscription;
  const baselines = baselinesNow(findChanged(subscription), now);
  if (baselines.size === 0) return { kind: 'no-price' };
  if (
    rule.kind === 'target' &&
    ![...baselines.values()].some(({ price }) => price.currency === rule.amount.currency)
  ) {
    return { kind: 'needs-target' };
  }
  await subscriptions.resumeEpisodes(conversationId, id, baselines);
  const kept = measureFrom(subscription, baselines);
  return { kind: 'kept', subscription: kept, standing: await readStanding(products, kept, now) };
}

/** The products that are measured from a price in another currency; none: the one that is meant. */
function findChanged(subscription: SubscriptionView): readonly Followed[] {
  const shops = shopsOf(subscription);
  const changed = shops.filter(({ product: { confirmed }, baseline }) => {
    return confirmed?.price && baseline && confirmed.price.currency !== baseline.price.currency;
  });
  return changed.length > 0 ? changed : shops.slice(0, 1);
}
