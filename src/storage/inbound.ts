import type { Instant } from '../core/history';
import type { Executor } from './database';

/** See `ConversationStore.beginInbound`. One statement, so two hands never both begin. */
export async function beginInbound(
  db: Executor,
  conversationId: number,
  activityId: string,
  now: Instant,
  expiresAt: Instant,
): Promise<boolean> {
  const begun = await db
    .insertInto('inbound')
    .values({ conversation_id: conversationId, activity_id: activityId, claim_expires_at: expiresAt })
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'activity_id'])
        .doUpdateSet({ claim_expires_at: expiresAt })
        .where('inbound.finished_at', 'is', null)
        .where('inbound.claim_expires_at', '<=', now),
    )
    .returning('activity_id')
    .executeTakeFirst();
  return begun !== undefined;
}

/** See `ConversationStore.isInboundOpen`. */
export async function isInboundOpen(
  db: Executor,
  conversationId: number,
  activityId: string,
): Promise<boolean> {
  const open = await db
    .selectFrom('inbound')
    .select('activity_id')
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', activityId)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return open !== undefined;
}

/** See `ConversationStore.finishInbound`. */
export async function finishInbound(
  db: Executor,
  conversationId: number,
  activityId: string,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('inbound')
    .set({ finished_at: now })
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', activityId)
    .execute();
}
