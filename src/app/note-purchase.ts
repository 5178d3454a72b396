import type { Instant } from '../core/history';
import type { Money } from '../core/money';
import { type Purchase, USUAL_RETURN_DAYS, endOfReturn, worthReturningAt } from '../core/purchase';
import type { SubscriptionView } from '../core/records';
import type { Store } from '../core/store';
import { readStanding, type Standing } from './judge-standing';
import { decideRule, type RuleDecision } from './rule-wish';

/** What a person says about a purchase; flat, so that a button can carry it. */
export type BoughtWish = {
  /** The price and the sign of its currency as written; absent: not said. */
  readonly amount?: string;
  readonly sign?: string;
  /** How long it can be returned; absent: not said. */
  readonly days?: number;
};

export type PurchaseNote =
  | { readonly kind: 'noted'; readonly subscription: SubscriptionView; readonly standing: Standing }
  /** Nobody said what was paid. */
  | { readonly kind: 'needs-price' }
  /** That day is past. */
  | { readonly kind: 'too-late' }
  | Exclude<RuleDecision, { kind: 'rule' }>;

/**
 * Ends a wish because the thing was bought, and watches for a lower price until it can no longer be returned.
 * Said again, it corrects what was said before.
 * @param timeZone IANA; null: not known.
 */
export async function notePurchase(
  { products, subscriptions }: Pick<Store, 'products' | 'subscriptions'>,
  subscription: SubscriptionView,
  wish: BoughtWish,
  timeZone: string | null,
  now: Instant,
): Promise<PurchaseNote> {
  const { purchase: before, conversationId, id, rule } = subscription;
  if (!isDays(wish.days)) return { kind: 'bad-days' };
  const price = readPaid(subscription, wish);
  if (price === null) return { kind: 'needs-price' };
  if ('kind' in price) return price;
  const at = before?.at ?? now;
  const until = readUntil(before, wish.days, at, timeZone ?? 'UTC');
  if (until < now) return { kind: 'too-late' };
  const purchase: Purchase = { price, at, until, instead: before?.instead ?? rule };
  const watched = { kind: 'target', amount: worthReturningAt(price) } as const;
  await subscriptions.setRule(conversationId, id, watched, undefined, purchase);
  const noted = { ...subscription, rule: watched, purchase };
  return { kind: 'noted', subscription: noted, standing: await readStanding(products, noted, now) };
}

function isDays(days: number | undefined): boolean {
  return days === undefined || (Number.isInteger(days) && days >= 1 && days <= 365);
}

function readUntil(
  before: Purchase | null,
  days: number | undefined,
  at: Instant,
  timeZone: string,
): Instant {
  if (days === undefined && before) return before.until;
  return endOfReturn(at, days ?? USUAL_RETURN_DAYS, timeZone);
}

/** @returns null when nobody said; a refusal when it cannot be read. */
function readPaid(
  { purchase, product }: SubscriptionView,
  { amount, sign }: BoughtWish,
): Money | Exclude<RuleDecision, { kind: 'rule' }> | null {
  if (amount === undefined) return purchase?.price ?? null;
  const wish = { rule: 'target', amount, ...(sign === undefined ? {} : { sign }) } as const;
  const decision = decideRule(wish, product.confirmed?.price?.currency ?? null);
  if (decision.kind !== 'rule') return decision;
  return decision.rule.kind === 'target' ? decision.rule.amount : null;
}

/** Takes back what was said about a purchase: the wish stands again as it was. */
export async function undoPurchase(
  { products, subscriptions }: Pick<Store, 'products' | 'subscriptions'>,
  subscription: SubscriptionView,
  purchase: Purchase,
  now: Instant,
): Promise<{ readonly subscription: SubscriptionView; readonly standing: Standing }> {
  await subscriptions.setRule(subscription.conversationId, subscription.id, purchase.instead);
  const restored = { ...subscription, rule: purchase.instead, purchase: null };
  return { subscription: restored, standing: await readStanding(products, restored, now) };
}
