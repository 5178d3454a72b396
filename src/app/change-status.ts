import { isOver } from '../core/ends-on';
import type { Instant } from '../core/history';
import type { SubscriptionView } from '../core/records';
import { meanShop, shopsOf } from '../core/shops';
import type { SubscriptionStore } from '../core/subscription-store';

/** How long a stop can be undone. */
export const UNDO_FOR: number = 10 * 60 * 1000;

/** `as-it-was`: nothing had to be changed. */
export type StatusChange =
  | { readonly kind: 'changed'; readonly subscription: SubscriptionView }
  | { readonly kind: 'as-it-was'; readonly subscription: SubscriptionView }
  /** A choice between variants is still open. */
  | { readonly kind: 'choosing'; readonly subscription: SubscriptionView }
  /** Its last day is past: it has ended instead. */
  | { readonly kind: 'over'; readonly subscription: SubscriptionView };

/** Pauses, resumes or stops a standing subscription. */
export async function changeStatus(
  subscriptions: SubscriptionStore,
  subscription: SubscriptionView,
  to: 'active' | 'paused' | 'ended',
  now: Instant,
): Promise<StatusChange> {
  const { conversationId, id, status, product } = subscription;
  if (to !== 'ended' && isOver(product.endsOn, now)) {
    await subscriptions.setStatus(conversationId, id, 'ended', now);
    return { kind: 'over', subscription: { ...subscription, status: 'ended' } };
  }
  if (status === to) return { kind: 'as-it-was', subscription };
  if (status === 'choosing' && to !== 'ended') return { kind: 'choosing', subscription };
  await subscriptions.setStatus(conversationId, id, to, now);
  return { kind: 'changed', subscription: { ...subscription, status: to } };
}

export type UndoResult =
  | { readonly kind: 'restored'; readonly subscription: SubscriptionView }
  /** The same product, or one of them, is followed again by another subscription. */
  | { readonly kind: 'followed-again'; readonly subscription: SubscriptionView }
  /** Its last day is past. */
  | { readonly kind: 'over'; readonly subscription: SubscriptionView }
  | { readonly kind: 'nothing' };

/** Takes back a stop of the last minutes: of the subscription with this short id, or the last one. */
export async function undoStop(
  subscriptions: SubscriptionStore,
  conversationId: number,
  shortId: number | null,
  now: Instant,
): Promise<UndoResult> {
  const since = now - UNDO_FOR;
  const found = await (shortId === null
    ? subscriptions.lastEnded(conversationId, since)
    : subscriptions.find(conversationId, shortId));
  if (found?.status !== 'ended' || (found.endedAt ?? 0) < since) return { kind: 'nothing' };
  if (isOver(found.product.endsOn, now)) return { kind: 'over', subscription: found };
  const again = await findStanding(subscriptions, found);
  if (again) return { kind: 'followed-again', subscription: again };
  const status = statusBefore(found);
  await subscriptions.setStatus(conversationId, found.id, status, now);
  return { kind: 'restored', subscription: { ...found, status, endedAt: null } };
}

/** Nobody chose a variant yet when the last look found several and no price was ever taken. */
function statusBefore({ product }: SubscriptionView): 'choosing' | 'active' {
  return product.lastKind === 'ambiguous' && product.confirmed === null ? 'choosing' : 'active';
}

async function findStanding(
  subscriptions: SubscriptionStore,
  ended: SubscriptionView,
): Promise<SubscriptionView | null> {
  const { items } = await subscriptions.list(ended.conversationId, 0, Number.MAX_SAFE_INTEGER);
  const shops = shopsOf(ended);
  return items.find((item) => shops.some(({ product }) => meanShop(item, product.id))) ?? null;
}
