import { isSamePrice, type Instant } from './history';
import { lessPercent, type Money } from './money';
import type { AlertBody } from './notice';
import { isForSale, type Offer } from './offer';
import type { ClaimedDelivery } from './records';
import { isSameRule } from './rule';

export interface DeliveryFacts {
  readonly now: Instant;
  readonly delivery: ClaimedDelivery;
  /** true, or why it need not be said any more. */
  readonly stillTrue: true | string;
  /** When the channel's own limits let the next message through; now or earlier: at once. */
  readonly channelFreeAt: Instant;
}

export type DeliveryVerdict =
  | { readonly do: 'send' }
  | { readonly do: 'hold'; readonly until: Instant; readonly because: string }
  | { readonly do: 'drop'; readonly because: string };

/** May a delivery go out now? Asked again before every attempt; the first gate that is shut decides. */
export function gateDelivery({ now, delivery, stillTrue, channelFreeAt }: DeliveryFacts): DeliveryVerdict {
  const { conversation } = delivery;
  if (conversation.generation !== delivery.generation) {
    return { do: 'drop', because: 'the conversation was erased' };
  }
  if (conversation.goneAt !== null) return { do: 'drop', because: 'the conversation cannot be reached' };
  if (stillTrue !== true) return { do: 'drop', because: stillTrue };
  if (channelFreeAt > now) {
    return { do: 'hold', until: channelFreeAt, because: 'the channel takes no more at this moment' };
  }
  return { do: 'send' };
}

/** @returns true while what a delivery says holds, or why it does not any more. What was promised or asked for always holds. */
export function isStillTrue({ notice: { body }, subscription }: ClaimedDelivery): true | string {
  if (body.kind === 'answer' || (body.kind === 'alert' && body.test)) return true;
  if (body.kind === 'trouble' && body.trouble.kind === 'over') return true;
  if (subscription === null || subscription.status === 'ended') return 'the subscription has ended';
  if (body.kind === 'trouble') return true;
  if (subscription.status !== 'active') return `the subscription is ${subscription.status}`;
  if (!isSameRule(body.rule, subscription.rule)) return 'the rule was changed';
  return explainSuperseded(body, subscription.product.confirmed) ?? true;
}

function explainSuperseded(body: AlertBody, offer: Offer | null): string | null {
  if (body.rule.kind === 'any-change')
    return showsSame(body.offer, offer) ? null : 'it has changed again since';
  if (offer === null || !isForSale(offer.availability)) return 'it is sold out';
  if (body.rule.kind === 'back-in-stock') return null;
  return isWithin(limitOf(body), offer.price) ? null : 'the price does not fit the rule any more';
}

function showsSame(announced: Offer, offer: Offer | null): boolean {
  if (offer === null) return false;
  const isSameStock = isForSale(announced.availability) === isForSale(offer.availability);
  return isSameStock && isSamePrice(announced.price, offer.price);
}

function isWithin(limit: Money | null, price: Money | null): boolean {
  if (limit === null || price === null) return false;
  return price.currency === limit.currency && price.minor <= limit.minor;
}

/** The highest price at which the alert's rule still holds. */
function limitOf({ rule, baseline, offer }: AlertBody): Money | null {
  if (rule.kind === 'target') return rule.amount;
  if (rule.kind === 'drop' && baseline !== null) return lessPercent(baseline.price, rule.percent);
  return offer.price;
}

/** An alert whose price rose since, though not out of its rule, says the price as it is now: an alert shows no price that is gone. */
export function renewAlert(delivery: ClaimedDelivery): ClaimedDelivery {
  const { notice, subscription } = delivery;
  const { body } = notice;
  const product = subscription?.product;
  if (body.kind !== 'alert' || body.test || !product?.confirmed?.price || !body.offer.price) return delivery;
  if (product.confirmed.price.minor <= body.offer.price.minor) return delivery;
  const checkedAt = product.checkedAt ?? body.checkedAt;
  return { ...delivery, notice: { ...notice, body: { ...body, offer: product.confirmed, checkedAt } } };
}
