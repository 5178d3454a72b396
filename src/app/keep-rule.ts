import type { Instant } from '../core/history';
import type { SubscriptionView } from '../core/records';
import type { Store } from '../core/store';
import { baselineNow } from './current-price';
import { readStanding } from './judge-standing';
import type { Standing } from './judge-standing';

export type KeepResult =
  | { readonly kind: 'kept'; readonly subscription: SubscriptionView; readonly standing: Standing }
  /** An amount in the old currency says nothing in the new one. */
  | { readonly kind: 'needs-target' }
  | { readonly kind: 'no-price' };

/** Keeps a rule after the shop changed its currency, with today's price as the baseline. */
export async function keepRule(
  { products, subscriptions }: Pick<Store, 'products' | 'subscriptions'>,
  subscription: SubscriptionView,
  now: Instant,
): Promise<KeepResult> {
  const { conversationId, id, rule, product } = subscription;
  const baseline = baselineNow(product, now);
  if (!baseline) return { kind: 'no-price' };
  if (rule.kind === 'target' && rule.amount.currency !== baseline.price.currency) {
    return { kind: 'needs-target' };
  }
  await subscriptions.resumeEpisode(conversationId, id, rule, baseline);
  const kept = { ...subscription, baseline };
  return { kind: 'kept', subscription: kept, standing: await readStanding(products, kept, now) };
}
