import type { Instant } from '../core/history';
import type { Conversation, SubscriptionView } from '../core/records';
import type { SubscriptionStore } from '../core/subscription-store';
import { changeStatus } from './change-status';

/**
 * Pauses or resumes all that a person may change in a conversation: everything, but in groups only what they
 * asked for. What waits for a choice stays as it is.
 * @returns those that were changed.
 */
export async function changeAll(
  subscriptions: SubscriptionStore,
  { id, where, settings }: Conversation,
  person: string,
  to: 'active' | 'paused',
  now: Instant,
): Promise<readonly SubscriptionView[]> {
  const { items } = await subscriptions.list(id, 0, Number.MAX_SAFE_INTEGER);
  const mayChangeAll = where.kind === 'personal' || settings.admin === person;
  const changed: SubscriptionView[] = [];
  for (const item of items) {
    if (!mayChangeAll && item.person !== person) continue;
    const result = await changeStatus(subscriptions, item, to, now);
    if (result.kind === 'changed') changed.push(result.subscription);
  }
  return changed;
}
