import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Ground } from '../core/ground';
import type { Instant } from '../core/history';
import type { Conversation } from '../core/records';
import { DEFAULT_RULE } from '../core/rule';
import type { ConversationStore } from '../core/store';
import type { Whereabouts } from '../core/turn';
import type { Database, Executor } from './database';
import { eraseConversation, listGone } from './erase';
import { beginInbound, finishInbound, isInboundOpen } from './inbound';
import { fromJson, toJson } from './json';
import { giveBack, takeLease } from './lease';
import type { ConversationsTable } from './schema';
import { subscriptionIdsOf } from './subscription-rows';
import { welcomeBack } from './welcome-back';

export const FALLBACK_LOCALE = 'en';

export function createConversationStore(database: Database): ConversationStore {
  const { db } = database;
  return {
    meet: (where, now, kind) => {
      const ground = kind === undefined ? null : { kind, since: now };
      return db.transaction().execute((trx) => meet(trx, where, ground));
    },
    get: async (id) => {
      const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? conversationFrom(row) : null;
    },
    listIds: async () => {
      const rows = await db.selectFrom('conversations').select('id').orderBy('id').execute();
      return rows.map((row) => row.id);
    },
    findByDirectoryId: async (channel, directoryId) => {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('channel', '=', channel)
        .where('directory_id', '=', directoryId)
        .orderBy('id', 'desc')
        .executeTakeFirst();
      return row ? conversationFrom(row) : null;
    },
    change: (id, change) => changeConversation(db, id, change),
    lease: (id, claim, now) => takeLease(db, id, claim, now),
    giveBack: (id, token) => giveBack(db, id, token),
    markGone: (id, now, forgetAddress) => markGone(db, id, now, forgetAddress),
    erase: (id) => eraseConversation(database, id, null),
    listGone: (before, limit) => listGone(db, before, limit),
    eraseGone: (id, before) => eraseConversation(database, id, before),
    beginInbound: (conversationId, activityId, now, expiresAt) =>
      beginInbound(db, conversationId, activityId, now, expiresAt),
    isInboundOpen: (conversationId, activityId) => isInboundOpen(db, conversationId, activityId),
    finishInbound: (conversationId, activityId, now) => finishInbound(db, conversationId, activityId, now),
  };
}

export function conversationFrom(row: Selectable<ConversationsTable>): Conversation {
  return {
    id: row.id,
    where: {
      channel: row.channel,
      tenant: row.tenant,
      externalId: row.external_id,
      kind: row.kind,
      address: fromJson(row.address),
      ...(row.directory_id === null ? {} : { directoryId: row.directory_id }),
      locale: row.locale,
      ...(row.time_zone === null ? {} : { timeZone: row.time_zone }),
    },
    settings: fromJson(row.settings),
    locale: row.locale,
    timeZone: row.time_zone,
    generation: row.generation,
    ground: groundFrom(row),
    goneAt: row.gone_at,
    welcomedAt: row.welcomed_at,
    unaskedAt: row.unasked_at,
  };
}

function groundFrom({ ground: kind, ground_at: since }: Selectable<ConversationsTable>): Ground | null {
  return kind === null || since === null ? null : { kind, since };
}

/**
 * The channel's newest word on locale counts; a time zone that stands was perhaps set by the person and
 * stays.
 */
async function meet(trx: Executor, where: Whereabouts, ground: Ground | null): Promise<Conversation> {
  if (ground) await welcomeBack(trx, where, ground);
  const { kind, locale, timeZone, directoryId = null } = where;
  const address = toJson(where.address);
  const row = await trx
    .insertInto('conversations')
    .values({
      channel: where.channel,
      tenant: where.tenant,
      external_id: where.externalId,
      kind,
      address,
      directory_id: directoryId,
      locale: locale ?? FALLBACK_LOCALE,
      time_zone: timeZone ?? null,
      settings: toJson({ defaultRule: DEFAULT_RULE }),
      ground: ground?.kind ?? null,
      ground_at: ground?.since ?? null,
    })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'tenant', 'external_id']).doUpdateSet((eb) => ({
        kind,
        address,
        directory_id: eb.fn.coalesce('excluded.directory_id', 'conversations.directory_id'),
        ...(locale === undefined ? {} : { locale }),
        time_zone: eb.fn.coalesce('conversations.time_zone', 'excluded.time_zone'),
        ground: eb.fn.coalesce('conversations.ground', 'excluded.ground'),
        ground_at: eb.fn.coalesce('conversations.ground_at', 'excluded.ground_at'),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return conversationFrom(row);
}

async function changeConversation(
  db: Executor,
  id: number,
  { settings, timeZone, welcomedAt }: Parameters<ConversationStore['change']>[1],
): Promise<void> {
  const columns = {
    ...(settings ? { settings: toJson(settings) } : {}),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(welcomedAt === undefined ? {} : { welcomed_at: welcomedAt }),
  };
  if (Object.keys(columns).length === 0) return;
  await db.updateTable('conversations').set(columns).where('id', '=', id).execute();
}

/**
 * What is owed would be stale when the conversation comes back: it is dropped, but for what is in hand just
 * now.
 */
function markGone(db: Executor, id: number, now: Instant, forgetAddress: boolean): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('conversations')
      .set({ gone_at: sql`coalesce(gone_at, ${now})`, ...(forgetAddress ? { address: toJson({}) } : {}) })
      .where('id', '=', id)
      .execute();
    await trx
      .updateTable('deliveries')
      .set({ settled_at: now, outcome: 'dropped', because: 'the conversation is gone' })
      .where('conversation_id', '=', id)
      .where('settled_at', 'is', null)
      .where((is) => is.or([is('claim_expires_at', 'is', null), is('claim_expires_at', '<=', now)]))
      .execute();
    await trx
      .updateTable('subscription_products')
      .set({ answer_owed: null })
      .where('subscription_id', 'in', subscriptionIdsOf(trx, id))
      .where('answer_owed', 'is not', null)
      .execute();
  });
}
