import type { Instant } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { Aftermath, ClaimedDelivery, Settlement } from '../core/records';
import type { DeliveryStore } from '../core/store';
import { claimDeliveries } from './claim-deliveries';
import type { Database, Executor } from './database';
import { putFlow } from './flows';
import { giveBack } from './lease';
import { oweNotices, type NoticeOwner } from './owe-notices';

export function createDeliveryStore(database: Database): DeliveryStore {
  return {
    owe: (conversationId, draft, now) =>
      database.db.transaction().execute((trx) => oweOne(trx, conversationId, draft, now)),
    claim: (now, limit, claim, busy = []) => claimDeliveries(database, now, limit, claim, busy),
    settle: (delivery, settlement, now, aftermath) =>
      settle(database.db, delivery, settlement, now, aftermath),
    release: (conversationId, now) => release(database.db, conversationId, now),
  };
}

async function oweOne(
  trx: Executor,
  conversationId: number,
  draft: NoticeDraft,
  now: Instant,
): Promise<void> {
  await oweNotices(trx, [draft], await readOwners(trx, conversationId, draft.subscriptionId), now);
}

async function readOwners(
  trx: Executor,
  conversationId: number,
  subscriptionId: number | null,
): Promise<NoticeOwner[]> {
  if (subscriptionId === null) {
    const rows = await trx
      .selectFrom('conversations')
      .select(['id as conversationId', 'generation'])
      .where('id', '=', conversationId)
      .execute();
    return rows.map((row) => ({ ...row, subscriptionId }));
  }
  return trx
    .selectFrom('subscriptions as s')
    .innerJoin('conversations as c', 'c.id', 's.conversation_id')
    .select(['s.id as subscriptionId', 's.conversation_id as conversationId', 'c.generation'])
    .where('s.id', '=', subscriptionId)
    .where('s.conversation_id', '=', conversationId)
    .execute();
}

/** The conversation's row first, like all who change it and its deliveries: in another order two could wait for each other. */
function settle(
  db: Executor,
  delivery: ClaimedDelivery,
  settlement: Settlement,
  now: Instant,
  { flow, owes }: Aftermath = {},
): Promise<boolean> {
  const { conversation, claim } = delivery;
  return db.transaction().execute(async (trx) => {
    await giveBack(trx, conversation.id, claim.token);
    if (!(await end(trx, delivery, settlement, now))) return false;
    const hasMovedOn = flow !== undefined && !(await putFlow(trx, conversation.id, flow, now));
    if (owes && !hasMovedOn) await oweOne(trx, conversation.id, owes, now);
    return true;
  });
}

async function end(
  trx: Executor,
  { id, claim, conversation }: ClaimedDelivery,
  settlement: Settlement,
  now: Instant,
): Promise<boolean> {
  const query = trx
    .updateTable('deliveries')
    .set({ claim_token: null, claim_expires_at: null })
    .where('id', '=', id)
    .where('conversation_id', '=', conversation.id)
    .where('claim_token', '=', claim.token)
    .where('settled_at', 'is', null);
  const { numUpdatedRows } = await (
    settlement.kind === 'again'
      ? query.set((eb) => ({
          not_before: settlement.notBefore,
          waits_for: settlement.outcome === 'held' ? 'gate' : null,
          attempts: eb('attempts', '+', countsAsAttempt(settlement.outcome) ? 1 : 0),
          unknown_sends: eb('unknown_sends', '+', settlement.outcome === 'unknown' ? 1 : 0),
          ...(settlement.plainText === true ? { plain_text: 1 } : {}),
        }))
      : query.set({
          settled_at: now,
          outcome: settlement.kind,
          because: settlement.kind === 'sent' ? null : settlement.because,
          message_id: settlement.kind === 'sent' ? settlement.messageId : null,
        })
  ).executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function release(db: Executor, conversationId: number, now: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ not_before: now })
    .where('conversation_id', '=', conversationId)
    .where('settled_at', 'is', null)
    .where('waits_for', '=', 'gate')
    .where('not_before', '>', now)
    .execute();
}

type AgainOutcome = Extract<Settlement, { kind: 'again' }>['outcome'];

/** Only what the channel answered lets the waits grow; holds and a stopped channel do not. */
function countsAsAttempt(outcome: AgainOutcome): boolean {
  return outcome === 'retry' || outcome === 'later';
}
