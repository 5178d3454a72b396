import type { Instant } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { ClaimedDelivery, Settlement } from '../core/records';
import type { DeliveryStore } from '../core/store';
import { claimDeliveries } from './claim-deliveries';
import type { Database, Executor } from './database';
import { oweNotices } from './owe-notices';

export function createDeliveryStore(database: Database): DeliveryStore {
  return {
    owe: (conversationId, draft, now) => owe(database.db, conversationId, draft, now),
    claim: (now, limit, claim, busy = []) => claimDeliveries(database, now, limit, claim, busy),
    settle: (delivery, settlement, now) => settle(database.db, delivery, settlement, now),
  };
}

function owe(db: Executor, conversationId: number, draft: NoticeDraft, now: Instant): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const owners = await trx
      .selectFrom('subscriptions as s')
      .innerJoin('conversations as c', 'c.id', 's.conversation_id')
      .select(['s.id as subscriptionId', 's.conversation_id as conversationId', 'c.generation'])
      .where('s.id', '=', draft.subscriptionId)
      .where('s.conversation_id', '=', conversationId)
      .execute();
    await oweNotices(trx, [draft], owners, now);
  });
}

async function settle(
  db: Executor,
  { id, claim, conversation }: ClaimedDelivery,
  settlement: Settlement,
  now: Instant,
): Promise<boolean> {
  const query = db
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

type AgainOutcome = Extract<Settlement, { kind: 'again' }>['outcome'];

/** Only what the channel answered lets the waits grow; holds and a stopped channel do not. */
function countsAsAttempt(outcome: AgainOutcome): boolean {
  return outcome === 'retry' || outcome === 'later';
}
