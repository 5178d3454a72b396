import type { Instant } from '../../../src/core/history';
import type { IdentifiedLink } from '../../../src/core/ports';
import type { CheckRecord, ClaimedProduct, Product, WatchChange } from '../../../src/core/records';
import type { ProductStore } from '../../../src/core/store';
import { DAY } from '../../../src/core/history';
import { mayLookFirst } from './memory-failed-hosts';
import { oweNotice } from './tables';
import type { ProductRow, ShopRow, SubscriptionRow, Tables } from './tables';

const HISTORY_DAYS = 400;

export function createMemoryProducts(tables: Tables): ProductStore {
  return {
    ensure: (identity, link, now) => Promise.resolve(ensureProduct(tables, identity, link, now)),
    findByLink: (link) => {
      const id = tables.links.get(link);
      return Promise.resolve(id === undefined ? null : (tables.products.get(id)?.product ?? null));
    },
    get: (id) => Promise.resolve(tables.products.get(id)?.product ?? null),
    claimDue: (now, limit, claim, lanes) => {
      const taken = new Set(lanes.busy);
      const due = [...tables.products.values()]
        .filter((row) => row.product.nextCheckAt <= now && isFree(row, now) && isFollowed(tables, row))
        .sort((a, b) => a.product.nextCheckAt - b.product.nextCheckAt)
        .filter((row) => isFirstOfLane(taken, lanes.of(row.product.url)))
        .slice(0, limit);
      for (const row of due) row.claim = claim;
      const isDoubted = (row: ProductRow): boolean =>
        followers(tables, row).some(({ answerOwed }) => answerOwed === 'report');
      return Promise.resolve(due.map((row) => ({ claim, product: row.product, isDoubted: isDoubted(row) })));
    },
    // Its tests are never away.
    spreadLate: () => Promise.resolve(),
    recordCheck: (claimed, now, decide) => {
      const row = heldRow(tables, claimed);
      if (!row) return Promise.resolve(false);
      const watches = followers(tables, row);
      const history = row.periods.filter((period) => period.endedAt >= now - HISTORY_DAYS * DAY);
      recordDecision(tables, row, now, decide({ product: row.product, history, watches }));
      return Promise.resolve(true);
    },
    claimOne: (id, now, claim) => {
      const row = tables.products.get(id);
      if (!row || (row.claim !== null && row.claim.expiresAt > now)) return Promise.resolve(null);
      row.claim = claim;
      return Promise.resolve({ claim, product: row.product, isDoubted: false });
    },
    giveBack: (claimed, nextCheckAt) => {
      const row = heldRow(tables, claimed);
      if (row) {
        row.claim = null;
        row.product = { ...row.product, nextCheckAt };
      }
      return Promise.resolve();
    },
    makeDue: (id) => {
      const row = tables.products.get(id);
      if (row) row.product = { ...row.product, nextCheckAt: 0 };
      return Promise.resolve();
    },
    mayLookFirst: (id, now) => Promise.resolve(mayLookFirst(tables, id, now)),
    history: (id, since) =>
      Promise.resolve((tables.products.get(id)?.periods ?? []).filter((period) => period.endedAt >= since)),
  };
}

export function ensureProduct(tables: Tables, identity: IdentifiedLink, link: string, now: Instant): Product {
  let row = findByIdentity(tables, identity);
  if (!row) {
    row = {
      product: newProduct(tables.nextId(), identity, now),
      ...{ firstCheckedAt: null, claim: null, periods: [] },
    };
    tables.products.set(row.product.id, row);
  }
  if (!tables.links.has(link)) tables.links.set(link, row.product.id);
  return row.product;
}

function newProduct(id: number, identity: IdentifiedLink, now: Instant): Product {
  return {
    id,
    watcher: identity.watcher,
    key: identity.key,
    url: identity.url,
    confirmed: null,
    pending: null,
    validators: {},
    readsSinceFull: 0,
    nextCheckAt: now,
    checkedAt: null,
    lastKind: null,
    failures: 0,
    troubleToldAt: null,
    endsOn: identity.endsOn ?? null,
  };
}

export function findByIdentity(tables: Tables, identity: IdentifiedLink): ProductRow | undefined {
  return [...tables.products.values()].find(
    ({ product }) => product.watcher === identity.watcher && product.key === identity.key,
  );
}

function isFirstOfLane(taken: Set<string>, lane: string): boolean {
  if (taken.has(lane)) return false;
  taken.add(lane);
  return true;
}

function isFree(row: ProductRow, now: Instant): boolean {
  return row.claim === null || row.claim.expiresAt <= now;
}

type FollowerRow = ShopRow & Pick<SubscriptionRow, 'subscription'> & { isFirst: boolean };

function followers(tables: Tables, row: ProductRow): FollowerRow[] {
  return [...tables.subscriptions.values()].flatMap(({ subscription, shops }) => {
    const index = shops.findIndex(({ productId }) => productId === row.product.id);
    const shop = shops[index];
    return shop && subscription.status !== 'ended' ? [{ ...shop, subscription, isFirst: index === 0 }] : [];
  });
}

function isFollowed(tables: Tables, row: ProductRow): boolean {
  return followers(tables, row).some(
    (follower) => follower.subscription.status === 'active' || follower.answerOwed !== null,
  );
}

function heldRow(tables: Tables, claimed: ClaimedProduct): ProductRow | null {
  const row = tables.products.get(claimed.product.id);
  return row?.claim?.token === claimed.claim.token ? row : null;
}

function recordDecision(tables: Tables, row: ProductRow, now: Instant, record: CheckRecord): void {
  const { kind, pending, failures, troubleToldAt, validators, readsSinceFull, nextCheckAt } = record;
  row.claim = null;
  if (kind !== null) row.firstCheckedAt ??= now;
  row.product = {
    ...row.product,
    ...{ pending, failures, troubleToldAt, validators, readsSinceFull, nextCheckAt },
    confirmed: record.confirmed ?? row.product.confirmed,
    ...(kind === null ? {} : { checkedAt: now, lastKind: kind }),
    endsOn: record.endsOn ?? row.product.endsOn,
  };
  if (record.withdrawsPeriod) row.periods.pop();
  recordPeriod(row, now, record.period);
  const { watcher, url } = record.identity ?? row.product;
  if (record.report)
    tables.reports.push({ id: tables.nextId(), watcher, url, reportedAt: now, ...record.report });
  for (const change of record.watches) recordWatch(tables, row.product.id, change, now);
  oweNotices(tables, record.notices, now);
  if (record.identity) reassign(tables, row, record.identity, now);
}

function oweNotices(tables: Tables, drafts: CheckRecord['notices'], now: Instant): void {
  for (const draft of drafts) {
    const owner = tables.subscriptions.get(draft.subscriptionId ?? 0)?.subscription.conversationId;
    if (owner !== undefined) oweNotice(tables, owner, draft, now);
  }
}

function recordPeriod(row: ProductRow, now: Instant, period: CheckRecord['period']): void {
  const running = row.periods.at(-1);
  if (period === 'none') return;
  if (period !== 'extend') row.periods.push(period);
  else if (running) row.periods[row.periods.length - 1] = { ...running, endedAt: now };
}

function recordWatch(tables: Tables, productId: number, change: WatchChange, now: Instant): void {
  const row = tables.subscriptions.get(change.subscriptionId);
  const shop = row?.shops.find((one) => one.productId === productId);
  if (!row || !shop) return;
  if (change.baseline) shop.baseline = change.baseline;
  if (change.episode) shop.episode = change.episode;
  if (change.answerOwed === null) shop.answerOwed = null;
  if (change.objection !== undefined) shop.objection = change.objection;
  if (change.status) {
    const endedAt = change.status === 'ended' ? now : null;
    row.subscription = { ...row.subscription, status: change.status, endedAt };
  }
}

/** Gives the row its true identity, or merges it into the row that has it already. */
function reassign(tables: Tables, row: ProductRow, identity: IdentifiedLink, now: Instant): void {
  const standing = findByIdentity(tables, identity);
  if (!standing || standing === row) {
    const { watcher, key, url, endsOn = row.product.endsOn } = identity;
    row.product = { ...row.product, watcher, key, url, endsOn };
    tables.links.set(url, row.product.id);
    return;
  }
  for (const [link, id] of tables.links) {
    if (id === row.product.id) tables.links.set(link, standing.product.id);
  }
  const kept = new Set(followers(tables, standing).map((one) => one.subscription.conversationId));
  for (const follower of tables.subscriptions.values()) {
    const shop = follower.shops.find(({ productId }) => productId === row.product.id);
    if (!shop) continue;
    shop.productId = standing.product.id;
    const { subscription } = follower;
    const isDouble = subscription.status !== 'ended' && kept.has(subscription.conversationId);
    if (isDouble) follower.subscription = { ...subscription, status: 'ended', endedAt: now };
  }
  tables.products.delete(row.product.id);
}
