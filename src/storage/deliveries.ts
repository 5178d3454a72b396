import type { ExpressionBuilder } from 'kysely';
import type { Instant } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { Aftermath, ClaimedDelivery, Settlement, ToldNotice } from '../core/records';
import type { DeliveryStore } from '../core/store';
import { keepCard } from './cards';
import { claimDeliveries, gatherDeliveries } from './claim-deliveries';
import type { Database, Executor } from './database';
import { putFlow } from './flows';
import { fromJson } from './json';
import { giveBack } from './lease';
import { oweNotices, TRIED, type NoticeOwner } from './owe-notices';
import type { Tables } from './schema';
import { readSubscriptions, viewAbout } from './subscription-rows';

export function createDeliveryStore(database: Database): DeliveryStore {
  return {
    owe: (conversationId, draft, now) =>
      database.db.transaction().execute((trx) => oweOne(database, trx, conversationId, draft, now)),
    claim: (now, limit, claim, busy = []) => claimDeliveries(database, now, limit, claim, busy),
    settle: (delivery, settlement, now, aftermath) => settle(database, delivery, settlement, now, aftermath),
    gather: (delivery, now, limit) => gatherDeliveries(database, delivery, now, limit),
    told: (conversationId, deliveryId) => readTold(database.db, conversationId, deliveryId),
    release: (conversationId, now) => release(database.db, conversationId, now),
  };
}

/** See `DeliveryStore.owe`. */
export async function oweOne(
  database: Database,
  trx: Executor,
  conversationId: number,
  draft: NoticeDraft,
  now: Instant,
): Promise<void> {
  const owners = await readOwners(database, trx, conversationId, draft.subscriptionId);
  await oweNotices(database, trx, [draft], owners, now);
}

/**
 * Waits for whoever moves the subscription to another conversation: what is owed goes where it belongs, or
 * nowhere.
 */
async function readOwners(
  { hasRowLocks }: Database,
  trx: Executor,
  conversationId: number,
  subscriptionId: number | null,
): Promise<NoticeOwner[]> {
  if (subscriptionId === null) {
    const rows = await trx
      .selectFrom('conversations')
      .select(['id as conversationId', 'generation', 'channel', 'tenant'])
      .where('id', '=', conversationId)
      .execute();
    return rows.map((row) => ({ ...row, subscriptionId }));
  }
  return trx
    .selectFrom('subscriptions as s')
    .innerJoin('conversations as c', 'c.id', 's.conversation_id')
    .select(['s.id as subscriptionId', 'c.id as conversationId', 'c.generation', 'c.channel', 'c.tenant'])
    .where('s.id', '=', subscriptionId)
    .where('s.conversation_id', '=', conversationId)
    .$if(hasRowLocks, (query) => query.forKeyShare('s'))
    .execute();
}

/**
 * The conversation's row first, like all who change it and its deliveries: in another order two could wait
 * for each other.
 */
function settle(
  database: Database,
  delivery: ClaimedDelivery,
  settlement: Settlement,
  now: Instant,
  { flow, owes, others = [], unasked, keepsCard }: Aftermath = {},
): Promise<boolean> {
  const { conversation, claim } = delivery;
  return database.db.transaction().execute(async (trx) => {
    await giveBack(trx, conversation.id, claim.token);
    if (unasked) await noteUnasked(trx, conversation.id, now);
    if (!(await end(trx, delivery, settlement, now))) return false;
    for (const other of others) {
      await end(trx, other.delivery, other.settlement, now, other.joined ? delivery.id : null);
    }
    const hasMovedOn = flow !== undefined && !(await putFlow(trx, conversation.id, flow, now));
    if (owes && !hasMovedOn) await oweOne(database, trx, conversation.id, owes, now);
    if (keepsCard) await keepCard(database, trx, delivery, now);
    return true;
  });
}

async function end(
  trx: Executor,
  { id, claim, conversation }: ClaimedDelivery,
  settlement: Settlement,
  now: Instant,
  joined: number | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('deliveries')
    .set((eb) => ({ claim_token: null, claim_expires_at: null, ...endColumns(eb, settlement, now, joined) }))
    .where('id', '=', id)
    .where('conversation_id', '=', conversation.id)
    .where('claim_token', '=', claim.token)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function endColumns(
  eb: ExpressionBuilder<Tables, 'deliveries'>,
  settlement: Settlement,
  now: Instant,
  joined: number | null,
) {
  switch (settlement.kind) {
    case 'back':
      return {};
    case 'again':
      return {
        not_before: settlement.notBefore,
        ...(settlement.outcome === 'held'
          ? { waits_for: 'gate' as const }
          : {
              waits_for: null,
              turn: eb.case().when('turn', '>', TRIED).then(TRIED).else(eb.ref('turn')).end(),
            }),
        attempts: eb('attempts', '+', countsAsAttempt(settlement.outcome) ? 1 : 0),
        unknown_sends: eb('unknown_sends', '+', settlement.outcome === 'unknown' ? 1 : 0),
        ...(settlement.plainText === true ? { plain_text: 1 } : {}),
      };
    case 'sent':
      return {
        settled_at: now,
        outcome: settlement.kind,
        message_id: settlement.messageId,
        joined_id: joined,
      };
    default:
      return { settled_at: now, outcome: settlement.kind, because: settlement.because };
  }
}

async function noteUnasked(trx: Executor, conversationId: number, now: Instant): Promise<void> {
  await trx.updateTable('conversations').set({ unasked_at: now }).where('id', '=', conversationId).execute();
}

/** See `DeliveryStore.told`. */
async function readTold(db: Executor, conversationId: number, deliveryId: number): Promise<ToldNotice[]> {
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('notices as n', 'n.delivery_id', 'd.id')
    .innerJoin('conversations as c', 'c.id', 'd.conversation_id')
    .select(['n.body', 'n.subscription_id', 'n.product_id'])
    .where('d.conversation_id', '=', conversationId)
    .where('d.outcome', '=', 'sent')
    .whereRef('n.generation', '=', 'c.generation')
    .where((is) => is.or([is('d.id', '=', deliveryId), is('d.joined_id', '=', deliveryId)]))
    .orderBy('d.id')
    .execute();
  if (rows.length === 0) return [];
  const subscriptions = await readSubscriptions(
    db,
    new Set(rows.flatMap((row) => row.subscription_id ?? [])),
  );
  return rows.map((row) => ({
    body: fromJson(row.body),
    subscription: viewAbout(subscriptions, row),
  }));
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
