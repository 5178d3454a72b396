import type { Clock, Wake } from '../core/ports';
import type { DueReminder, ReminderStore } from '../core/store';

/** So long before its time the product is looked at, so that a reminder tells the price as it is. */
export const LOOK_AHEAD_MS: number = 2 * 60 * 1000;

/** Owes a reminder whose time has come; one that comes soon is prepared. */
export async function raiseReminder(
  {
    reminders,
    clock,
    wake,
  }: { readonly reminders: ReminderStore; readonly clock: Clock; readonly wake: Wake },
  reminder: DueReminder,
): Promise<void> {
  const now = clock.now();
  const { subscriptionId, person, at, askedAt } = reminder;
  if (at > now) {
    await reminders.prepare(reminder);
    wake.polls();
    return;
  }
  const idempotencyKey = `reminder:${subscriptionId}:${person}:${at}`;
  const body = { kind: 'reminder', person, askedAt } as const;
  await reminders.raise(reminder, { subscriptionId, productId: null, idempotencyKey, body }, now);
  wake.deliveries();
}
