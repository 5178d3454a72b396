import { isNewLow } from './episode';
import type { StoredFlow } from './flow';
import { explainUnreachable } from './ground';
import { isSamePrice, type Instant } from './history';
import { endOfHours } from './local-time';
import { lessPercent, sameMoney, type Money } from './money';
import { DEFAULT_MANNER, decideManner } from './manner';
import type { Manner, MannerFacts, MannerVerdict } from './manner';
import { occasionOf } from './notice';
import type { AlertBody, NoticeBody, TroubleBody } from './notice';
import { isForSale, type Offer } from './offer';
import type { ClaimedDelivery, SubscriptionView } from './records';
import { isReturnOver } from './purchase';
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
  /** So long after an unasked message comes no other one. */
  readonly gapMs: number;
  /** Of an import: how many of its products are still to be looked at. */
  readonly looksLeft?: number;
}

/** So often it is asked whether all products of an import are looked at. */
const IMPORT_TAKES_MS = 3_000;

/** An alert that was held tells no older price … */
const OLDEST_PRICE_MS = 60 * 60_000;
/** … and asks so often whether there is a newer one. */
const LOOK_TAKES_MS = 30_000;

export type GateVerdict =
  | Exclude<MannerVerdict, { do: 'hold' }>
  | {
      readonly do: 'hold';
      readonly until: Instant;
      readonly because: string;
      /** The product must be looked at meanwhile. */
      readonly looksAgain?: true;
    };

/**
 * May a delivery go out now, and how? Asked again before every attempt; the first gate that is shut decides.
 * The last gate, the channel's own limits, is not asked here, because to ask is to take.
 */
export function gateDelivery(facts: DeliveryFacts): GateVerdict {
  const { delivery, stillTrue } = facts;
  const { conversation } = delivery;
  if (conversation.generation !== delivery.generation) {
    return { do: 'drop', because: 'the conversation was erased' };
  }
  const unreachable = explainUnreachable(conversation);
  if (unreachable !== null) return { do: 'drop', because: unreachable };
  const snoozed = gateSnooze(facts);
  if (snoozed) return snoozed;
  if (stillTrue !== true) return { do: 'drop', because: stillTrue };
  if (isTooLate(facts)) return { do: 'drop', because: 'it can no longer be returned' };
  const looking = gateImport(facts);
  if (looking) return looking;
  const quietEndsAt = findQuietEnd(facts);
  if (quietEndsAt !== null) return { do: 'hold', until: quietEndsAt, because: 'these are quiet hours' };
  const verdict = decideManner(mannerFacts(facts));
  return verdict.do === 'send' ? (gatePause(facts) ?? gateAge(facts) ?? verdict) : verdict;
}

function isTooLate({ now, delivery: { notice, subscription } }: DeliveryFacts): boolean {
  return notice.body.kind === 'alert' && isReturnOver(subscription?.purchase ?? null, now);
}

function gateSnooze({
  now,
  delivery: { notice, conversation, subscription },
}: DeliveryFacts): GateVerdict | null {
  const { body } = notice;
  if (occasionOf(body) !== 'unasked') return null;
  const snooze = subscription?.snooze ?? null;
  if (snooze && 'below' in snooze) {
    const isLower = body.kind !== 'alert' || isBelow(body.offer.price, snooze.below);
    if (!isLower) return { do: 'drop', because: 'it is snoozed until it is lower' };
  }
  const ownEnd = snooze && 'until' in snooze ? snooze.until : now;
  const until = Math.max(ownEnd, conversation.settings.snoozedUntil ?? now);
  return until > now ? { do: 'hold', until, because: 'it is snoozed' } : null;
}

/** Many links are answered once, when all are looked at, or as things stand when that takes too long. */
function gateImport({ now, delivery: { notice }, looksLeft = 0 }: DeliveryFacts): GateVerdict | null {
  const { body } = notice;
  if (body.kind !== 'import' || looksLeft === 0 || now >= body.waitsUntil) return null;
  const until = Math.min(now + IMPORT_TAKES_MS, body.waitsUntil);
  return { do: 'hold', until, because: 'its products are being looked at' };
}

function isBelow(price: Money | null, amount: Money): boolean {
  return price !== null && price.currency === amount.currency && price.minor < amount.minor;
}

function findQuietEnd({ now, delivery: { notice, conversation } }: DeliveryFacts): Instant | null {
  const { quiet, breakThrough = false } = conversation.settings;
  const { body } = notice;
  if (!quiet || occasionOf(body) !== 'unasked') return null;
  const isTarget = body.kind === 'alert' && body.rule.kind === 'target';
  return breakThrough && isTarget ? null : endOfHours(quiet, conversation.timeZone ?? 'UTC', now);
}

function gatePause({ now, delivery, gapMs }: DeliveryFacts): GateVerdict | null {
  const { unaskedAt } = delivery.conversation;
  if (unaskedAt === null || unaskedAt + gapMs <= now || !waitsForPause(delivery)) return null;
  return { do: 'hold', until: unaskedAt + gapMs, because: 'the pause since the last message is not over' };
}

/** What was held for long says the price as it is now: it is looked at again first. */
function gateAge({ now, delivery }: DeliveryFacts): GateVerdict | null {
  const { notice, attempts, unknownSends, subscription } = delivery;
  const isTold = notice.body.kind !== 'alert' || notice.body.test || attempts + unknownSends > 0;
  const oldest = now - OLDEST_PRICE_MS;
  if (isTold || notice.createdAt > oldest || (subscription?.product.checkedAt ?? now) > oldest) return null;
  const because = 'the price is looked at again first';
  return { do: 'hold', until: now + LOOK_TAKES_MS, because, looksAgain: true };
}

/**
 * What is unasked and not urgent keeps the pause between messages, and what gathers meanwhile is one message.
 */
export function waitsForPause(delivery: ClaimedDelivery): boolean {
  return occasionOf(delivery.notice.body) === 'unasked' && urgencyOf(delivery) === null;
}

function urgencyOf({ notice: { body }, subscription }: ClaimedDelivery): Manner | null {
  return body.kind === 'alert' ? (subscription?.urgent ?? null) : null;
}

function mannerFacts({ now, delivery, flow, silenceMs }: DeliveryFacts): MannerFacts {
  const { notice, conversation } = delivery;
  return {
    now,
    flow,
    isOwn: flow !== null && flow.person === personOf(delivery),
    occasion: occasionOf(notice.body),
    manner: conversation.settings.manner ?? DEFAULT_MANNER,
    urgent: urgencyOf(delivery),
    silenceMs,
  };
}

/** @returns whom a delivery is for; null when nobody knows any more. */
export function personOf({ notice: { body }, subscription }: ClaimedDelivery): string | null {
  return 'person' in body ? body.person : (subscription?.person ?? null);
}

/**
 * @returns true while what a delivery says holds, or why it does not any more. What was promised or asked for
 * always holds.
 */
export function isStillTrue({ notice: { body }, subscription }: ClaimedDelivery): true | string {
  if (isAlwaysTrue(body)) return true;
  if (subscription === null || subscription.status === 'ended') return 'the subscription has ended';
  if (body.kind === 'trouble') return explainOver(body.trouble, subscription) ?? true;
  if (body.kind !== 'alert') return true;
  if (subscription.status !== 'active') return `the subscription is ${subscription.status}`;
  if (!isSameRule(body.rule, subscription.rule) || isMeasuredAnew(body, subscription)) {
    return 'the rule was changed';
  }
  return explainSuperseded(body, subscription) ?? true;
}

/** A changed currency is asked about in any case: the rule rests until there is an answer. */
function explainOver(trouble: TroubleBody['trouble'], { status, product }: SubscriptionView): string | null {
  if (trouble.kind !== 'cannot-read' && trouble.kind !== 'reads-again') return null;
  if (status !== 'active') return `the subscription is ${status}`;
  const isRead = product.troubleToldAt === null;
  return isRead === (trouble.kind === 'reads-again') ? null : 'it is no longer so';
}

/** The same rule said once more counts from another price. */
function isMeasuredAnew(alert: AlertBody, { baseline }: SubscriptionView): boolean {
  const { rule } = alert;
  if (rule.kind !== 'drop' || rule.from.kind !== 'subscribed' || !alert.baseline || !baseline) return false;
  return alert.baseline.at !== baseline.at || !sameMoney(alert.baseline.price, baseline.price);
}

function isAlwaysTrue(body: NoticeBody): boolean {
  if (body.kind === 'trouble') return ['over', 'return-over'].includes(body.trouble.kind);
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

export function isWithin(limit: Money | null, price: Money | null): boolean {
  if (limit === null || price === null) return false;
  return price.currency === limit.currency && price.minor <= limit.minor;
}

/** The highest price at which the alert's rule still holds. */
export function limitOf({ rule, baseline, offer }: AlertBody): Money | null {
  if (rule.kind === 'target') return rule.amount;
  if (rule.kind === 'drop' && baseline !== null) return lessPercent(baseline.price, rule.percent);
  return offer.price;
}

/**
 * An alert shows no price that is gone: it says the price as it is now when that is another one within its
 * rule, but for one so low that an alert of its own follows.
 */
export function renewAlert(delivery: ClaimedDelivery): ClaimedDelivery {
  const { notice, subscription } = delivery;
  const { body } = notice;
  const product = subscription?.product;
  if (body.kind !== 'alert' || body.test || !product?.confirmed?.price || !body.offer.price) return delivery;
  const { price } = product.confirmed;
  if (sameMoney(price, body.offer.price) || isNewLow(body.offer.price, price)) return delivery;
  const checkedAt = product.checkedAt ?? body.checkedAt;
  return { ...delivery, notice: { ...notice, body: { ...body, offer: product.confirmed, checkedAt } } };
}
