import { comeBack } from '../core/episode';
import type { Ground } from '../core/ground';
import type { Instant } from '../core/history';
import { isTrueAlert } from '../core/notice';
import type { Whereabouts } from '../core/turn';
import type { Executor } from './database';
import { wakeProductsOf } from './dormant';
import { fromJson, toJson } from './json';
import { episodeFrom } from './subscription-rows';

/**
 * Makes a conversation that was gone reachable, on its new ground; what it follows is polled again, and what
 * fell while it was gone, or was dropped with it, is news at the next look if it still stands.
 */
export async function welcomeBack(
  trx: Executor,
  { channel, tenant, externalId }: Whereabouts,
  { kind, since }: Ground,
): Promise<void> {
  const gone = await trx
    .selectFrom('conversations')
    .select(['id', 'gone_at'])
    .where('channel', '=', channel)
    .where('tenant', '=', tenant)
    .where('external_id', '=', externalId)
    .where('gone_at', 'is not', null)
    .executeTakeFirst();
  if (gone?.gone_at == null) return;
  await trx
    .updateTable('conversations')
    .set({ gone_at: null, ground: kind, ground_at: since })
    .where('id', '=', gone.id)
    .execute();
  await wakeProductsOf(trx, gone.id);
  await bringEpisodesBack(trx, gone.id, gone.gone_at);
}

/** A pause ends with a word of its own about what stands then. */
async function bringEpisodesBack(trx: Executor, conversationId: number, goneAt: Instant): Promise<void> {
  const untold = await readUntold(trx, conversationId, goneAt);
  const rows = await trx
    .selectFrom('subscription_products as sp')
    .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
    .select(['sp.subscription_id', 'sp.product_id', 'sp.episode'])
    .where('s.conversation_id', '=', conversationId)
    .where('s.status', '=', 'active')
    .execute();
  for (const row of rows) {
    const episode = comeBack(episodeFrom(row), goneAt, untold.get(nameWatch(row)) ?? null);
    await trx
      .updateTable('subscription_products')
      .set({ episode: toJson(episode) })
      .where('subscription_id', '=', row.subscription_id)
      .where('product_id', '=', row.product_id)
      .execute();
  }
}

/** @returns by watch, the start of the earliest period whose alert was dropped since. */
async function readUntold(
  trx: Executor,
  conversationId: number,
  goneAt: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await trx
    .selectFrom('deliveries as d')
    .innerJoin('notices as n', 'n.delivery_id', 'd.id')
    .select(['n.body', 'n.subscription_id', 'n.product_id'])
    .where('d.conversation_id', '=', conversationId)
    .where('d.outcome', '=', 'dropped')
    .where('d.settled_at', '>=', goneAt)
    .execute();
  const starts = new Map<string, Instant>();
  for (const row of rows) {
    const body = fromJson(row.body);
    const watch = nameWatch(row);
    if (isTrueAlert(body)) starts.set(watch, Math.min(body.period, starts.get(watch) ?? Infinity));
  }
  return starts;
}

function nameWatch(row: {
  readonly subscription_id: number | null;
  readonly product_id: number | null;
}): string {
  return `${row.subscription_id} ${row.product_id}`;
}
