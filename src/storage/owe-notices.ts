import type { Instant } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { Executor } from './database';
import { toJson } from './json';

/** Whose notice it is, and of which generation. */
export interface NoticeOwner {
  /** null: of the conversation as a whole. */
  readonly subscriptionId: number | null;
  readonly conversationId: number;
  readonly generation: number;
}

type OwedNotice = NoticeDraft & NoticeOwner;

/** Rows of one insert; a statement takes at most 32,766 values. */
const BATCH = 1000;

/** Owes the notices to their owners, each with a delivery of its own. A known idempotency key is passed over. */
export async function oweNotices(
  trx: Executor,
  drafts: readonly NoticeDraft[],
  owners: readonly NoticeOwner[],
  now: Instant,
): Promise<void> {
  const ownerOf = new Map(owners.map((owner) => [owner.subscriptionId, owner]));
  const owed = drafts.flatMap((draft) => {
    const owner = ownerOf.get(draft.subscriptionId);
    return owner ? [{ ...draft, ...owner }] : [];
  });
  for (let start = 0; start < owed.length; start += BATCH) {
    await insertBatch(trx, owed.slice(start, start + BATCH), now);
  }
}

async function insertBatch(trx: Executor, owed: readonly OwedNotice[], now: Instant): Promise<void> {
  const deliveries = await trx
    .insertInto('deliveries')
    .values(
      owed.map((notice) => ({
        conversation_id: notice.conversationId,
        idempotency_key: notice.idempotencyKey,
        created_at: now,
        not_before: notice.notBefore ?? now,
        waits_for: notice.notBefore === undefined ? null : ('time' as const),
      })),
    )
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returning(['id', 'idempotency_key'])
    .execute();
  const deliveryOf = new Map(deliveries.map((row) => [row.idempotency_key, row.id]));
  const notices = owed.flatMap((notice) => {
    const deliveryId = deliveryOf.get(notice.idempotencyKey);
    // One draft for each delivery: the same key twice in one batch is owed once, too.
    deliveryOf.delete(notice.idempotencyKey);
    return deliveryId === undefined ? [] : [noticeColumns(notice, deliveryId, now)];
  });
  if (notices.length > 0) await trx.insertInto('notices').values(notices).execute();
}

function noticeColumns(notice: OwedNotice, deliveryId: number, now: Instant) {
  return {
    delivery_id: deliveryId,
    conversation_id: notice.conversationId,
    subscription_id: notice.subscriptionId,
    product_id: notice.productId,
    idempotency_key: notice.idempotencyKey,
    generation: notice.generation,
    body: toJson(notice.body),
    created_at: now,
  };
}
