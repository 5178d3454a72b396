import type { Instant } from '../core/history';
import { type NoticeDraft, occasionOf } from '../core/notice';
import { tenantKey } from '../core/pace';
import type { Database, Executor } from './database';
import { toJson } from './json';

/** Whose notice it is, and of which generation. */
export interface NoticeOwner {
  /** null: of the conversation as a whole. */
  readonly subscriptionId: number | null;
  readonly conversationId: number;
  readonly generation: number;
  readonly channel: string;
  readonly tenant: string;
}

const ASKED = 0;
/** What was sent in vain stood in front once: it does not wait a second time for all who came after it. */
export const TRIED = 1;
const UNASKED = 2;
/** Conversations in which somebody waits for an answer go first, with all that they are owed. */
export const TURNS: readonly number[] = [ASKED, TRIED, UNASKED];

type OwedNotice = NoticeDraft & NoticeOwner;

/** Rows of one insert; a statement takes at most 32,766 values. */
const BATCH = 1000;

/**
 * Owes the notices to their owners, each with a delivery of its own. A known idempotency key is passed over.
 */
export async function oweNotices(
  { hasRowLocks }: Database,
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
  const asking = new Set(owed.filter((notice) => turnOf(notice) === ASKED).map((one) => one.conversationId));
  for (const conversationId of asking) await letGoFirst(trx, conversationId, hasRowLocks);
}

function turnOf({ body, notBefore }: OwedNotice): number {
  return notBefore !== undefined || occasionOf(body) === 'unasked' ? UNASKED : ASKED;
}

/**
 * Within a conversation the order stays, so an answer takes along what stands before it; but for what is
 * being claimed or settled just now, because two who wait for each other would be worse.
 */
async function letGoFirst(trx: Executor, conversationId: number, hasRowLocks: boolean): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ turn: ASKED })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('deliveries')
        .select('id')
        .where('conversation_id', '=', conversationId)
        .where('settled_at', 'is', null)
        .where('turn', '>', ASKED)
        .$if(hasRowLocks, (query) => query.forNoKeyUpdate().skipLocked()),
    )
    .execute();
}

async function insertBatch(trx: Executor, owed: readonly OwedNotice[], now: Instant): Promise<void> {
  const deliveries = await trx
    .insertInto('deliveries')
    .values(
      owed.map((notice) => ({
        conversation_id: notice.conversationId,
        idempotency_key: notice.idempotencyKey,
        created_at: now,
        bucket: tenantKey(notice),
        turn: turnOf(notice),
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
