import { readAmount } from '../core/amount';
import { DAY, type Instant } from '../core/history';
import { nextMidnight } from '../core/local-time';
import type { Money } from '../core/money';
import type { Conversation, Snooze, SubscriptionView } from '../core/records';
import { currenciesOf } from '../core/spoken-currency';
import type { Store } from '../core/store';

/** How long a snooze lasts; `today`: until the midnight of the person. */
export type SnoozeSpan = 'today' | 'week';

/** When a snooze that begins now ends. Pure. */
export function snoozeEnd(span: SnoozeSpan, timeZone: string | null, now: Instant): Instant {
  return span === 'today' ? nextMidnight(timeZone ?? 'UTC', now) : now + 7 * DAY;
}

/** Lets one subscription rest, or no longer; what is held back is asked about again. */
export async function snoozeOne(
  { subscriptions, deliveries }: Pick<Store, 'subscriptions' | 'deliveries'>,
  { conversationId, id }: SubscriptionView,
  snooze: Snooze | null,
  now: Instant,
): Promise<void> {
  await subscriptions.setSnooze(conversationId, id, snooze);
  await deliveries.release(conversationId, now);
}

/** Lets a whole conversation rest until then; null: no longer. */
export async function snoozeAll(
  { conversations, deliveries }: Pick<Store, 'conversations' | 'deliveries'>,
  { id, settings }: Conversation,
  until: Instant | null,
  now: Instant,
): Promise<void> {
  await conversations.change(id, { settings: { ...settings, snoozedUntil: until } });
  await deliveries.release(id, now);
}

/** @returns the amount in the currency of the product's price, or null when it is none there. Pure. */
export function readLimit({ product }: SubscriptionView, amount: string, sign?: string): Money | null {
  const currency = product.confirmed?.price?.currency;
  if (currency === undefined) return null;
  const meant = sign === undefined ? [] : currenciesOf(sign);
  return meant.length > 0 && !meant.includes(currency) ? null : readAmount(amount, currency);
}
