import type { Instant } from '../core/history';
import type { Claim } from '../core/records';
import type { Executor } from './database';

/** See `ConversationStore.lease`. One statement on one row, so two hands never both have it. */
export async function takeLease(
  db: Executor,
  conversationId: number,
  { token, expiresAt }: Claim,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('conversations')
    .set({ lease_token: token, lease_expires_at: expiresAt })
    .where('id', '=', conversationId)
    .where((is) => is.or([is('lease_expires_at', 'is', null), is('lease_expires_at', '<=', now)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function giveBack(db: Executor, conversationId: number, token: string): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ lease_token: null, lease_expires_at: null })
    .where('id', '=', conversationId)
    .where('lease_token', '=', token)
    .execute();
}
