import {
  CARD_KEPT_MS,
  type CardStore,
  type CardNotice,
  type CardSettlement,
  type ClaimedCard,
} from '../core/card';
import type { Instant } from '../core/history';
import { type NoticeBody, isTrueAlert } from '../core/notice';
import type { Claim, ClaimedDelivery } from '../core/records';
import type { LaterAlert } from '../core/sequel';
import { conversationFrom } from './conversations';
import type { Database, Executor } from './database';
import { fromJson, toJson } from './json';
import { readSubscriptions, viewAbout } from './subscription-rows';

export function createCardStore(database: Database): CardStore {
  return {
    claim: (now, limit, claim, busy) => claimCards(database, now, limit, claim, busy),
    settle: (card, settlement) => settleCard(database.db, card, settlement),
  };
}

/**
 * Keeps the message of a delivery up to date; older ones about the same may have to say that there is a newer
 * one.
 */
export async function keepCard(
  database: Database,
  trx: Executor,
  { id, conversation }: ClaimedDelivery,
  now: Instant,
): Promise<void> {
  await trx
    .deleteFrom('cards')
    .where('conversation_id', '=', conversation.id)
    .where('created_at', '<=', now - CARD_KEPT_MS)
    .execute();
  await trx
    .insertInto('cards')
    .values({
      ...{ delivery_id: id, conversation_id: conversation.id, created_at: now, shows: toJson([]) },
      // What changed while it was on its way is news, too.
      ...{ stale_since: now, not_before: now },
    })
    .execute();
  const told = await selectTold(trx, id).where('n.subscription_id', 'is not', null).execute();
  await markCards(
    database,
    trx,
    told.flatMap((row) => row.subscription_id ?? []),
    now,
  );
}

/** There may be news for the cards of these subscriptions. */
export async function markCards(
  { hasRowLocks }: Database,
  trx: Executor,
  subscriptionIds: readonly number[],
  now: Instant,
): Promise<void> {
  for (let start = 0; start < subscriptionIds.length; start += BATCH) {
    const rows = await selectCardsOf(trx, subscriptionIds.slice(start, start + BATCH))
      .where('created_at', '>', now - CARD_KEPT_MS)
      // In one order, so that two never wait for each other.
      .orderBy('delivery_id')
      .$if(hasRowLocks, (query) => query.forUpdate())
      .execute();
    const ids = rows.map((row) => row.delivery_id);
    if (ids.length > 0) await markStale(trx, ids, now);
  }
}

/** Values of one statement; more are too many. */
const BATCH = 1000;

function selectCardsOf(trx: Executor, subscriptionIds: readonly number[]) {
  return trx
    .selectFrom('cards')
    .select('delivery_id')
    .where('delivery_id', 'in', (eb) =>
      eb
        .selectFrom('notices as n')
        .innerJoin('deliveries as d', 'd.id', 'n.delivery_id')
        .select((row) => row.fn.coalesce('d.joined_id', 'd.id').as('id'))
        .where('n.subscription_id', 'in', [...subscriptionIds])
        .where('d.outcome', '=', 'sent'),
    );
}

async function markStale(trx: Executor, ids: readonly number[], now: Instant): Promise<void> {
  await trx
    .updateTable('cards')
    .set((eb) => ({
      ...{ stale_since: now, not_before: now, attempts: 0 },
      version: eb('version', '+', 1),
    }))
    .where('delivery_id', 'in', ids)
    .execute();
}

function claimCards(
  database: Database,
  now: Instant,
  limit: number,
  claim: Claim,
  busyCards: readonly number[],
): Promise<ClaimedCard[]> {
  return database.db.transaction().execute(async (trx) => {
    const ids = await lockStale(database, trx, now, limit, busyCards);
    if (ids.length === 0) return [];
    await trx
      .updateTable('cards')
      .set({ claim_token: claim.token, claim_expires_at: claim.expiresAt })
      .where('delivery_id', 'in', ids)
      .execute();
    const cards = [];
    for (const id of ids) cards.push(await readCard(trx, id, claim));
    return cards.filter((card) => card !== null);
  });
}

async function lockStale(
  { hasRowLocks }: Database,
  trx: Executor,
  now: Instant,
  limit: number,
  busyCards: readonly number[],
): Promise<number[]> {
  const rows = await trx
    .selectFrom('cards as k')
    .innerJoin('conversations as c', 'c.id', 'k.conversation_id')
    .select('k.delivery_id')
    .where('k.stale_since', 'is not', null)
    .where('k.not_before', '<=', now)
    .where((is) => is.or([is('k.claim_expires_at', 'is', null), is('k.claim_expires_at', '<=', now)]))
    .where('c.gone_at', 'is', null)
    .$if(busyCards.length > 0, (query) => query.where('k.delivery_id', 'not in', busyCards))
    .orderBy('k.not_before')
    .orderBy('k.delivery_id')
    .limit(limit)
    .$if(hasRowLocks, (query) => query.forUpdate('k').skipLocked())
    .execute();
  return rows.map((row) => row.delivery_id);
}

async function readCard(trx: Executor, id: number, claim: Claim): Promise<ClaimedCard | null> {
  const card = await trx
    .selectFrom('cards as k')
    .innerJoin('deliveries as d', 'd.id', 'k.delivery_id')
    .select(['k.created_at', 'k.version', 'k.attempts', 'k.stale_since', 'k.shows'])
    .select(['k.conversation_id', 'd.message_id', 'd.plain_text'])
    .where('k.delivery_id', '=', id)
    .executeTakeFirst();
  const row =
    card &&
    (await trx
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', card.conversation_id)
      .executeTakeFirst());
  if (!card || !row || card.stale_since === null || card.message_id === null) return null;
  return {
    ...{ deliveryId: id, claim, version: card.version, attempts: card.attempts },
    ...{ messageId: card.message_id, plainText: card.plain_text === 1, staleSince: card.stale_since },
    shows: fromJson(card.shows),
    conversation: conversationFrom(row),
    notices: await readNotices(trx, id, card.created_at),
  };
}

function selectTold(trx: Executor, carrier: number) {
  return trx
    .selectFrom('notices as n')
    .innerJoin('deliveries as d', 'd.id', 'n.delivery_id')
    .select(['n.body', 'n.subscription_id', 'n.product_id'])
    .where((is) => is.or([is('d.id', '=', carrier), is('d.joined_id', '=', carrier)]))
    .where('d.outcome', '=', 'sent')
    .orderBy('d.id');
}

async function readNotices(trx: Executor, carrier: number, sentAt: Instant): Promise<CardNotice[]> {
  const rows = await selectTold(trx, carrier).execute();
  const told = rows.map((row) => ({ ...row, body: fromJson(row.body) }));
  const ids = new Set(rows.flatMap((row) => row.subscription_id ?? []));
  const subscriptions = await readSubscriptions(trx, ids);
  const later =
    ids.size === 0 ? new Map<string, LaterAlert>() : await readLater(trx, [...ids], carrier, sentAt);
  return told
    .filter((one, index) => !isOutdated(one, told.slice(index + 1)))
    .map((one) => ({
      body: one.body,
      subscription: viewAbout(subscriptions, one),
      later: later.get(nameSubject(one)) ?? null,
    }));
}

interface Subject {
  readonly subscription_id: number | null;
  readonly product_id: number | null;
}

function nameSubject({ subscription_id, product_id }: Subject): string {
  return `${subscription_id} ${product_id}`;
}

type Told = Subject & { readonly body: NoticeBody };

function isOutdated(one: Told, later: readonly Told[]): boolean {
  if (!isTrueAlert(one.body)) return false;
  return later.some((other) => isTrueAlert(other.body) && nameSubject(other) === nameSubject(one));
}

/** The last true alert about each product of each subscription that went out in another message since. */
async function readLater(
  trx: Executor,
  subscriptionIds: readonly number[],
  carrier: number,
  sentAt: Instant,
): Promise<ReadonlyMap<string, LaterAlert>> {
  const rows = await trx
    .selectFrom('notices as n')
    .innerJoin('deliveries as d', 'd.id', 'n.delivery_id')
    .select(['n.body', 'n.subscription_id', 'n.product_id', 'd.settled_at'])
    .where('n.subscription_id', 'in', [...subscriptionIds])
    .where('d.outcome', '=', 'sent')
    .where((is) => {
      const message = is.fn.coalesce('d.joined_id', 'd.id');
      const atOnce = is.and([is('d.settled_at', '=', sentAt), is(message, '>', carrier)]);
      return is.and([is(message, '!=', carrier), is.or([is('d.settled_at', '>', sentAt), atOnce])]);
    })
    .orderBy('d.settled_at')
    .orderBy('d.id')
    .execute();
  return new Map(
    rows.flatMap((row): [string, LaterAlert][] => {
      const alert = fromJson(row.body);
      if (!isTrueAlert(alert) || row.settled_at === null) return [];
      return [[nameSubject(row), { at: row.settled_at, price: alert.offer.price }]];
    }),
  );
}

/** What is news since the claim keeps the card stale. */
async function settleCard(
  db: Executor,
  { deliveryId, claim, version }: ClaimedCard,
  settlement: CardSettlement,
): Promise<boolean> {
  if (settlement.kind === 'left') {
    const { numDeletedRows } = await db
      .deleteFrom('cards')
      .where('delivery_id', '=', deliveryId)
      .where('claim_token', '=', claim.token)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
  const { numUpdatedRows } = await db
    .updateTable('cards')
    .set((eb) => {
      const isKnown = eb('version', '=', version);
      const { kind } = settlement;
      return {
        ...{ claim_token: null, claim_expires_at: null },
        ...(kind === 'shows'
          ? {
              shows: toJson(settlement.shows),
              attempts: 0,
              stale_since: eb.case().when(isKnown).then(null).else(eb.ref('stale_since')).end(),
            }
          : {
              not_before: settlement.notBefore,
              ...(settlement.isAttempt ? { attempts: eb('attempts', '+', 1) } : {}),
            }),
      };
    })
    .where('delivery_id', '=', deliveryId)
    .where('claim_token', '=', claim.token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
