import { sql } from 'kysely';
import type { Instant } from '../core/history';
import type { Claim, ClaimedDelivery, Conversation, SubscriptionView } from '../core/records';
import { conversationFrom } from './conversations';
import type { Database, Executor } from './database';
import { giveBack } from './lease';
import { fromJson } from './json';
import { TURNS } from './owe-notices';
import { readSubscriptions, viewAbout } from './subscription-rows';

/** See `DeliveryStore.claim`. What is owed to an older generation of a conversation is dropped on the way. */
export function claimDeliveries(
  database: Database,
  now: Instant,
  limit: number,
  claim: Claim,
  busyConversations: readonly number[],
): Promise<ClaimedDelivery[]> {
  return database.db.transaction().execute(async (trx) => {
    const ids = await lockSendable(database, trx, now, limit, busyConversations);
    if (ids.length === 0) return [];
    await takeHold(trx, ids, claim);
    const claimed = await readClaimed(trx, ids, claim);
    const outdated = claimed.filter((delivery) => delivery.generation < delivery.conversation.generation);
    if (outdated.length > 0) await dropOutdated(trx, outdated, claim, now);
    return claimed.filter((delivery) => !outdated.includes(delivery));
  });
}

/** See `DeliveryStore.gather`. Whoever has the lease of the conversation is alone with its deliveries. */
export function gatherDeliveries(
  { db }: Database,
  { id, conversation, claim }: ClaimedDelivery,
  now: Instant,
  limit: number,
): Promise<ClaimedDelivery[]> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('deliveries')
      .select('id')
      .where('conversation_id', '=', conversation.id)
      .where('settled_at', 'is', null)
      .where('id', '!=', id)
      .where((is) => is.or([is('waits_for', '=', 'gate'), is('not_before', '<=', now)]))
      .orderBy('id')
      .limit(limit)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return [];
    await markClaimed(trx, ids, claim);
    return readClaimed(trx, ids, claim);
  });
}

interface Queue {
  readonly turn: number;
  readonly bucket: string;
}

/** From the queues that have room, one after the other, until there is enough. */
async function lockSendable(
  database: Database,
  trx: Executor,
  now: Instant,
  limit: number,
  busyConversations: readonly number[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const turn of TURNS) {
    for (const { bucket } of await listOpen(trx, turn, now)) {
      if (ids.length >= limit) return ids;
      ids.push(
        ...(await lockFirst(database, trx, { turn, bucket }, now, limit - ids.length, busyConversations)),
      );
    }
  }
  return ids;
}

/**
 * The queues in which something is due, the oldest first. Costs a few steps for each queue, however long they
 * are.
 */
async function listOpen(trx: Executor, turn: number, now: Instant): Promise<{ readonly bucket: string }[]> {
  const owed = sql`from deliveries d where d.settled_at is null and d.turn = ${turn}`;
  const { rows } = await sql<{ bucket: string }>`
    with recursive queues (bucket) as (
      select * from (select d.bucket ${owed} order by d.bucket limit 1) as first_one
      union all
      select (select d.bucket ${owed} and d.bucket > queues.bucket order by d.bucket limit 1)
      from queues where queues.bucket is not null
    )
    select queues.bucket
    from queues
    join deliveries first_due on first_due.id = (
      select d.id ${owed} and d.bucket = queues.bucket and coalesce(d.claim_expires_at, 0) <= ${now}
      order by d.not_before, d.id limit 1)
    left join pace on pace."key" = queues.bucket
    where first_due.not_before <= ${now} and coalesce(pace.closed_until, 0) <= ${now}
    order by first_due.not_before, first_due.id`.execute(trx);
  return rows;
}

/**
 * Of each conversation that can be reached and in which nobody speaks: the first delivery in line, if it is
 * due.
 */
async function lockFirst(
  { hasRowLocks }: Database,
  trx: Executor,
  { turn, bucket }: Queue,
  now: Instant,
  limit: number,
  busyConversations: readonly number[],
): Promise<number[]> {
  const rows = await trx
    .selectFrom('deliveries as d')
    .innerJoin('conversations as c', 'c.id', 'd.conversation_id')
    .select('d.id')
    .where('d.settled_at', 'is', null)
    .where('d.turn', '=', turn)
    .where('d.bucket', '=', bucket)
    .where('d.not_before', '<=', now)
    .where('c.gone_at', 'is', null)
    .$if(busyConversations.length > 0, (query) => query.where('c.id', 'not in', busyConversations))
    .where((is) => is.or([is('c.lease_expires_at', 'is', null), is('c.lease_expires_at', '<=', now)]))
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('deliveries as other')
            .select('other.id')
            .whereRef('other.conversation_id', '=', 'd.conversation_id')
            .where('other.settled_at', 'is', null)
            .whereRef('other.id', '<', 'd.id')
            .where((is) => is.or([is('other.waits_for', 'is', null), is('other.not_before', '<=', now)])),
        ),
      ),
    )
    .orderBy('d.not_before')
    .orderBy('d.id')
    .limit(limit)
    .$if(hasRowLocks, (query) => query.forNoKeyUpdate(['d', 'c']).skipLocked())
    .execute();
  return rows.map((row) => row.id);
}

/** The lease is on the row that was locked, so two processes never speak in one conversation at once. */
async function takeHold(trx: Executor, ids: readonly number[], claim: Claim): Promise<void> {
  const owed = trx.selectFrom('deliveries').select('conversation_id').where('id', 'in', ids);
  await trx
    .updateTable('conversations')
    .set({ lease_token: claim.token, lease_expires_at: claim.expiresAt })
    .where('id', 'in', owed)
    .execute();
  await markClaimed(trx, ids, claim);
}

async function markClaimed(
  trx: Executor,
  ids: readonly number[],
  { token, expiresAt }: Claim,
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ claim_token: token, claim_expires_at: expiresAt })
    .where('id', 'in', ids)
    .execute();
}

async function readClaimed(trx: Executor, ids: readonly number[], claim: Claim): Promise<ClaimedDelivery[]> {
  const rows = await selectClaimed(trx, ids).execute();
  const conversations = await readConversations(trx, new Set(rows.map((row) => row.conversation_id)));
  const subscriptions = await readSubscriptions(
    trx,
    new Set(rows.flatMap((row) => row.subscription_id ?? [])),
  );
  return rows.flatMap((row) => viewDelivery(row, claim, conversations, subscriptions));
}

function selectClaimed(trx: Executor, ids: readonly number[]) {
  return trx
    .selectFrom('deliveries as d')
    .innerJoin('notices as n', 'n.delivery_id', 'd.id')
    .select([
      'd.id',
      'd.conversation_id',
      'd.idempotency_key',
      'd.created_at',
      'd.attempts',
      'd.unknown_sends',
      'd.plain_text',
      'n.id as notice_id',
      'n.subscription_id',
      'n.product_id',
      'n.generation',
      'n.body',
      'n.created_at as noticed_at',
    ])
    .where('d.id', 'in', ids)
    .orderBy('d.id');
}

type ClaimedRow = Awaited<ReturnType<ReturnType<typeof selectClaimed>['execute']>>[number];

async function readConversations(
  trx: Executor,
  ids: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Conversation>> {
  const rows = await trx
    .selectFrom('conversations')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, conversationFrom(row)]));
}

function viewDelivery(
  row: ClaimedRow,
  claim: Claim,
  conversations: ReadonlyMap<number, Conversation>,
  subscriptions: ReadonlyMap<number, SubscriptionView>,
): ClaimedDelivery[] {
  const conversation = conversations.get(row.conversation_id);
  if (!conversation) return [];
  return [
    {
      id: row.id,
      claim,
      idempotencyKey: row.idempotency_key,
      createdAt: row.created_at,
      attempts: row.attempts,
      unknownSends: row.unknown_sends,
      plainText: row.plain_text === 1,
      generation: row.generation,
      notice: { id: row.notice_id, body: fromJson(row.body), createdAt: row.noticed_at },
      conversation,
      subscription: viewAbout(subscriptions, row),
    },
  ];
}

/** All that is owed to the older generations of these conversations, not only the first in line. */
async function dropOutdated(
  trx: Executor,
  outdated: readonly ClaimedDelivery[],
  { token }: Claim,
  now: Instant,
): Promise<void> {
  for (const { id, generation } of new Map(
    outdated.map(({ conversation }) => [conversation.id, conversation]),
  ).values()) {
    await giveBack(trx, id, token);
    await trx
      .updateTable('deliveries')
      .set({ settled_at: now, outcome: 'dropped', because: 'the conversation was erased' })
      .where('conversation_id', '=', id)
      .where('settled_at', 'is', null)
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('notices')
          .select('delivery_id')
          .where('conversation_id', '=', id)
          .where('generation', '<', generation),
      )
      .execute();
  }
}
