import type { Instant } from '../core/history';
import type { SubscriptionView } from '../core/records';
import type { Store } from '../core/store';
import { shopsOf } from '../core/shops';
import { baselinesNow, measureFrom } from './current-price';
import { readStanding } from './judge-standing';
import type { Standing } from './judge-standing';
import { decideRule } from './rule-wish';
import type { RuleDecision, RuleWish } from './rule-wish';

export type RuleChange =
  | { readonly kind: 'changed'; readonly subscription: SubscriptionView; readonly standing: Standing }
  | Exclude<RuleDecision, { kind: 'rule' }>;

/** Gives a subscription another rule, measured from today's prices, and new episodes. */
export async function changeRule(
  { products, subscriptions }: Pick<Store, 'products' | 'subscriptions'>,
  subscription: SubscriptionView,
  wish: RuleWish,
  now: Instant,
): Promise<RuleChange> {
  const { conversationId, id, product } = subscription;
  const decision = decideRule(wish, product.confirmed?.price?.currency ?? null);
  if (decision.kind !== 'rule') return decision;
  const baselines = baselinesNow(shopsOf(subscription), now);
  await subscriptions.setRule(conversationId, id, decision.rule, baselines);
  const changed = { ...measureFrom(subscription, baselines), rule: decision.rule, purchase: null };
  return { kind: 'changed', subscription: changed, standing: await readStanding(products, changed, now) };
}
