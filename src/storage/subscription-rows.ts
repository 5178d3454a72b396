import type { Selectable } from 'kysely';
import { NEW_EPISODE, type Episode } from '../core/episode';
import type { Objection } from '../core/objection';
import type { Followed, Product, Subscription, SubscriptionView, Watch } from '../core/records';
import type { Baseline } from '../core/rule';
import { meanShop } from '../core/shops';
import type { Database, Executor } from './database';
import { groupRows } from './group-rows';
import { fromJson } from './json';
import type { NoticeOwner } from './owe-notices';
import { productFrom } from './product-rows';
import type { SubscriptionProductsTable, SubscriptionsTable } from './schema';

type SubscriptionProductRow = Selectable<SubscriptionProductsTable>;
export type SubscriptionRow = Selectable<SubscriptionsTable> & SubscriptionProductRow;
type BaselineColumns = Pick<
  SubscriptionProductRow,
  'baseline_source' | 'baseline_minor' | 'baseline_currency' | 'baseline_at'
>;

export function baselineColumns(baseline: Baseline | null): BaselineColumns {
  return {
    baseline_source: baseline?.source ?? null,
    baseline_minor: baseline?.price.minor ?? null,
    baseline_currency: baseline?.price.currency ?? null,
    baseline_at: baseline?.at ?? null,
  };
}

function baselineFrom(row: BaselineColumns): Baseline | null {
  const {
    baseline_source: source,
    baseline_minor: minor,
    baseline_currency: currency,
    baseline_at: at,
  } = row;
  if (source === null || minor === null || currency === null || at === null) return null;
  return { source, price: { minor, currency }, at };
}

function objectionFrom({ objection }: SubscriptionProductRow): Objection | null {
  return objection === null ? null : fromJson(objection);
}

function subscriptionFrom(row: Selectable<SubscriptionsTable>): Subscription {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    person: row.person,
    shortId: row.short_id,
    rule: fromJson(row.rule),
    status: row.status,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    urgent: row.urgent,
    snooze: row.snooze === null ? null : fromJson(row.snooze),
    purchase: row.purchase === null ? null : fromJson(row.purchase),
  };
}

function watchFrom(row: SubscriptionRow): Watch {
  return {
    subscription: subscriptionFrom(row),
    isFirst: row.position === 0,
    baseline: baselineFrom(row),
    episode: episodeFrom(row),
    answerOwed: row.answer_owed,
    objection: objectionFrom(row),
  };
}

/** An older row may lack what came later. */
export function episodeFrom({ episode }: Pick<SubscriptionProductRow, 'episode'>): Episode {
  return { ...NEW_EPISODE, ...fromJson<Partial<Episode>>(episode) };
}

/** The turn that is taken while the set of products that a conversation follows is changed. */
export function subscriptionsOf(conversationId: number): string {
  return `subscriptions of conversation ${conversationId}`;
}

/** The ids of a conversation's subscriptions, ended ones too, as a subquery. */
export function subscriptionIdsOf(db: Executor, conversationId: number) {
  return db.selectFrom('subscriptions').select('id').where('conversation_id', '=', conversationId);
}

/** Subscriptions, ended ones too, each with its first product. */
function selectSubscriptions(db: Executor) {
  return db
    .selectFrom('subscriptions as s')
    .innerJoin('subscription_products as sp', (join) =>
      join.onRef('sp.subscription_id', '=', 's.id').on('sp.position', '=', 0),
    )
    .selectAll(['s', 'sp']);
}

export function selectOwned(db: Executor, conversationId: number) {
  return selectSubscriptions(db).where('s.conversation_id', '=', conversationId);
}

/** @returns the conversation's standing subscription that has the product, with this product. */
export function findFollowing(
  db: Executor,
  conversationId: number,
  productId: number,
): Promise<SubscriptionRow | undefined> {
  return db
    .selectFrom('subscriptions as s')
    .innerJoin('subscription_products as sp', 'sp.subscription_id', 's.id')
    .selectAll(['s', 'sp'])
    .where('s.conversation_id', '=', conversationId)
    .where('sp.product_id', '=', productId)
    .where('s.status', '!=', 'ended')
    .executeTakeFirst();
}

/** The rows in their order, each with its products, the one of the row meant. */
export async function viewSubscriptions(
  db: Executor,
  rows: readonly SubscriptionRow[],
): Promise<SubscriptionView[]> {
  if (rows.length === 0) return [];
  const shops = await db
    .selectFrom('subscription_products')
    .selectAll()
    .where('subscription_id', 'in', [...new Set(rows.map(({ id }) => id))])
    .orderBy('position')
    .execute();
  const products = await readProducts(db, new Set(shops.map((shop) => shop.product_id)));
  const followedBy = groupRows(shops, (shop) => shop.subscription_id);
  return rows.flatMap((row) => {
    const followed = (followedBy.get(row.id) ?? []).flatMap((shop) => followedFrom(shop, products));
    const meant = followed.find(({ product }) => product.id === row.product_id);
    if (!meant) return [];
    return [{ ...subscriptionFrom(row), ...meant, others: followed.filter((one) => one !== meant) }];
  });
}

function followedFrom(row: SubscriptionProductRow, products: ReadonlyMap<number, Product>): Followed[] {
  const product = products.get(row.product_id);
  return product ? [{ product, baseline: baselineFrom(row), objection: objectionFrom(row) }] : [];
}

/** By id. */
export async function readSubscriptions(
  db: Executor,
  ids: ReadonlySet<number>,
): Promise<Map<number, SubscriptionView>> {
  if (ids.size === 0) return new Map();
  const rows = await selectSubscriptions(db)
    .where('s.id', 'in', [...ids])
    .execute();
  return new Map((await viewSubscriptions(db, rows)).map((view) => [view.id, view]));
}

/** @returns the subscription of a notice with the product that it is about; null when either is gone. */
export function viewAbout(
  subscriptions: ReadonlyMap<number, SubscriptionView>,
  notice: { readonly subscription_id: number | null; readonly product_id: number | null },
): SubscriptionView | null {
  const subscription = subscriptions.get(notice.subscription_id ?? 0) ?? null;
  return subscription && notice.product_id !== null
    ? meanShop(subscription, notice.product_id)
    : subscription;
}

async function readProducts(db: Executor, ids: ReadonlySet<number>): Promise<Map<number, Product>> {
  if (ids.size === 0) return new Map();
  const rows = await db
    .selectFrom('products')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, productFrom(row)]));
}

/** Who watches a product, and to whom its notices are owed. */
export interface Follower {
  readonly watch: Watch;
  readonly owner: NoticeOwner;
}

/** Choosing, active and paused subscriptions of conversations that can be reached; oldest first. */
export async function readFollowers(
  { hasRowLocks }: Database,
  trx: Executor,
  productId: number,
): Promise<Follower[]> {
  const rows = await trx
    .selectFrom('subscription_products as sp')
    .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
    .innerJoin('conversations as c', 'c.id', 's.conversation_id')
    .selectAll(['sp', 's'])
    .select(['c.generation', 'c.channel', 'c.tenant'])
    .where('sp.product_id', '=', productId)
    .where('s.status', '!=', 'ended')
    .where('c.gone_at', 'is', null)
    .orderBy('s.id')
    // A change of the rule waits until this look is recorded, so that it is judged by one rule only.
    .$if(hasRowLocks, (query) => query.forNoKeyUpdate(['sp', 's']))
    .execute();
  return rows.map((row) => ({
    watch: watchFrom(row),
    owner: {
      subscriptionId: row.id,
      conversationId: row.conversation_id,
      generation: row.generation,
      channel: row.channel,
      tenant: row.tenant,
    },
  }));
}
