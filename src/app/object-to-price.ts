import { readAmount } from '../core/amount';
import { DAY, isSamePrice } from '../core/history';
import type { Instant } from '../core/history';
import type { Shown } from '../core/objection';
import type { Wake } from '../core/ports';
import type { SubscriptionView } from '../core/records';
import { currenciesOf } from '../core/spoken-currency';
import type { Store } from '../core/store';

/** Each one makes the shop be asked once more. */
const MOST_A_DAY = 10;

/**
 * What a person says that the shop shows, flat, so that a button can carry it; `amount` and `sign` as
 * written.
 */
export type ShownWish =
  | { readonly shown: 'price'; readonly amount: string; readonly sign?: string }
  | { readonly shown: 'no-price' | 'other-product' };

export type ObjectionResult =
  /** The product is looked at again as soon as its shop may be asked; the answer follows. */
  | { readonly kind: 'looking' }
  /** It is the price that we read. */
  | { readonly kind: 'same-price' }
  | { readonly kind: 'bad-amount' | 'unknown-currency' | 'too-many' };

/** Takes a person's word that the price we read is wrong. */
export async function objectToPrice(
  { store, wake }: { readonly store: Pick<Store, 'products' | 'subscriptions'>; readonly wake: Wake },
  { conversationId, id, product }: SubscriptionView,
  wish: ShownWish,
  now: Instant,
): Promise<ObjectionResult> {
  const read = product.confirmed?.price ?? null;
  const shown = readShown(wish, read?.currency ?? null);
  if ('refused' in shown) return { kind: shown.refused };
  if (shown.kind === 'price' && read && isSamePrice(read, shown.price)) {
    await store.subscriptions.withdrawObjection(conversationId, id, product.id);
    return { kind: 'same-price' };
  }
  const objection = { shown, to: read, at: now };
  const limit = { most: MOST_A_DAY, since: now - DAY };
  const kept = await store.subscriptions.object(conversationId, id, product.id, objection, limit);
  if (kept === 'too-many') return { kind: 'too-many' };
  await store.products.makeDue(product.id);
  wake.polls();
  return { kind: 'looking' };
}

/** @param currency of the price we read: what a bare number means. */
function readShown(
  wish: ShownWish,
  currency: string | null,
): Shown | { readonly refused: 'bad-amount' | 'unknown-currency' } {
  if (wish.shown !== 'price') return { kind: wish.shown };
  const meant = wish.sign === undefined ? [] : currenciesOf(wish.sign);
  const isOurs = currency !== null && (meant.length === 0 || meant.includes(currency));
  const chosen = isOurs ? currency : meant[0];
  if (chosen === undefined) return { refused: 'unknown-currency' };
  const price = readAmount(wish.amount, chosen);
  return price ? { kind: 'price', price } : { refused: 'bad-amount' };
}
