import type { StoredFlow } from './flow';
import { isSamePrice, type Instant } from './history';
import { lessPercent, type Money } from './money';
import { DEFAULT_MANNER, decideManner } from './manner';
import type { MannerFacts, MannerVerdict } from './manner';
import { occasionOf } from './notice';
import type { AlertBody, NoticeBody } from './notice';
import { isForSale, type Offer } from './offer';
import type { ClaimedDelivery, SubscriptionView } from './records';
import { isSameRule } from './rule';

export interface DeliveryFacts {
  readonly now: Instant;
  readonly delivery: ClaimedDelivery;
  /** true, or why it need not be said any more. */
  readonly stillTrue: true | string;
  /** The open question that it meets; null: none. */
  readonly flow: StoredFlow | null;
  /** Who did nothing about a question for so long has fallen silent. */
  readonly silenceMs: number;
  /** When the channel's own limits let the next message through; now or earlier: at once. */
  readonly channelFreeAt: Instant;
}

/** May a delivery go out now, and how? Asked again before every attempt; the first gate that is shut decides. */
export function gateDelivery(facts: DeliveryFacts): MannerVerdict {
  const { now, delivery, stillTrue, channelFreeAt } = facts;
  const { conversation } = delivery;
  if (conversation.generation !== delivery.generation) {
    return { do: 'drop', because: 'the conversation was erased' };
  }
  if (conversation.goneAt !== null) return { do: 'drop', because: 'the conversation cannot be reached' };
  if (stillTrue !== true) return { do: 'drop', because: stillTrue };
  const verdict = decideManner(mannerFacts(facts));
  if (verdict.do === 'send' && channelFreeAt > now) {
    return { do: 'hold', until: channelFreeAt, because: 'the channel takes no more at this moment' };
  }
  return verdict;
}

function mannerFacts({ now, delivery, flow, silenceMs }: DeliveryFacts): MannerFacts {
  const { notice, conversation, subscription } = delivery;
  return {
    now,
    flow,
    isOwn: flow !== null && flow.person === personOf(delivery),
    occasion: occasionOf(notice.body),
    manner: conversation.settings.manner ?? DEFAULT_MANNER,
    urgent: notice.body.kind === 'alert' ? (subscription?.urgent ?? null) : null,
    silenceMs,
  };
}

/** @returns whom a delivery is for; null when nobody knows any more. */
export function personOf({ notice: { body }, subscription }: ClaimedDelivery): string | null {
  return 'person' in body ? body.person : (subscription?.person ?? null);
}

/** @returns true while what a delivery says holds, or why it does not any more. What was promised or asked for always holds. */
export function isStillTrue({ notice: { body }, subscription }: ClaimedDelivery): true | string {
  if (isAlwaysTrue(body)) return true;
  if (subscription === null || subscription.status === 'ended') return 'the subscription has ended';
  if (body.kind !== 'alert') return true;
  if (subscription.status !== 'active') return `the subscription is ${subscription.status}`;
  if (!isSameRule(body.rule, subscription.rule)) return 'the rule was changed';
  return explainSuperseded(body, subscription) ?? true;
}

function isAlwaysTrue(body: NoticeBody): boolean {
  if (body.kind === 'trouble') return body.trouble.kind === 'over';
  if (body.kind === 'reminder') return false;
  return body.kind !== 'alert' || body.test;
}

function explainSuperseded(body: AlertBody, { objection, product }: SubscriptionView): string | null {
  if (objection !== null) return 'the person says that the price is wrong';
  const { confirmed: offer } = product;
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
