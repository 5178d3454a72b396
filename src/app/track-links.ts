import { isOver } from '../core/ends-on';
import type { Instant } from '../core/history';
import { LONGEST_LINK, parseUrl } from '../core/parse-url';
import type { IdentifiedLink, Looker, Wake } from '../core/ports';
import { type Quota, QuotaError } from '../core/quota';
import type { Conversation, Product, SubscriptionView } from '../core/records';
import type { Store } from '../core/store';
import { baselineNow, isFresh, isKnown } from './current-price';
import { readStanding } from './judge-standing';
import type { Standing } from './judge-standing';

/** Most links that one message may bring. */
const MOST_LINKS = 20;

/** Why a link is not followed. */
export type LinkRefusal = 'too-long' | 'not-a-web-link' | 'has-credentials' | 'not-read' | 'over';

export type TrackedLink =
  /** New, and the price has just been seen. */
  | { readonly kind: 'added'; readonly subscription: SubscriptionView; readonly standing: Standing }
  /** Saved; the answer follows when the product was looked at. */
  | { readonly kind: 'looking'; readonly subscription: SubscriptionView }
  /** Stood before. */
  | { readonly kind: 'followed'; readonly subscription: SubscriptionView; readonly standing: Standing }
  | { readonly kind: 'refused'; readonly link: string; readonly why: LinkRefusal }
  /** There is no room for it. */
  | { readonly kind: 'full'; readonly link: string; readonly quota: Quota };

export interface TrackResult {
  readonly tracked: readonly TrackedLink[];
  /** Links beyond `MOST_LINKS`. */
  readonly leftOut: readonly string[];
}

export interface TrackPorts {
  readonly store: Pick<Store, 'products' | 'subscriptions'>;
  readonly looker: Pick<Looker, 'identify'>;
  readonly wake: Wake;
}

/** Subscribes a conversation to the products behind links, with its default rule: save first, ask after. */
export async function trackLinks(
  ports: TrackPorts,
  owner: { readonly conversation: Conversation; readonly person: string },
  links: readonly string[],
  now: Instant,
): Promise<TrackResult> {
  const tracked: TrackedLink[] = [];
  const seen = new Set<number>();
  for (const link of links.slice(0, MOST_LINKS)) {
    const result = await trackLink(ports, owner, link, now);
    if ('subscription' in result) {
      if (seen.has(result.subscription.id)) continue;
      seen.add(result.subscription.id);
    }
    tracked.push(result);
  }
  if (tracked.some(({ kind }) => kind === 'looking')) ports.wake.polls();
  return { tracked, leftOut: links.slice(MOST_LINKS) };
}

async function trackLink(
  ports: TrackPorts,
  { conversation, person }: { readonly conversation: Conversation; readonly person: string },
  link: string,
  now: Instant,
): Promise<TrackedLink> {
  const { products, subscriptions } = ports.store;
  const found = await identifyProduct(ports, link, now);
  if (typeof found === 'string') return { kind: 'refused', link, why: found };
  const { identity, product: known } = found;
  const fresh = known !== null && isFresh(known, now);
  const owner = { conversationId: conversation.id, person };
  const { defaultRule } = conversation.settings;
  const baseline = fresh ? baselineNow(known, now) : null;
  const added = await orQuota(subscriptions.add(owner, known?.id ?? identity, defaultRule, baseline, now));
  if ('of' in added) return { kind: 'full', link, quota: added };
  const { subscription, created } = added;
  const { product } = subscription;
  const isAnswered = created ? fresh : isKnown(product, now) || subscription.status === 'choosing';
  if (isAnswered) {
    const standing = await readStanding(products, subscription, now);
    return { kind: created ? 'added' : 'followed', subscription, standing };
  }
  await subscriptions.owe(conversation.id, subscription.id, 'track', product.id);
  await products.makeDue(product.id);
  return { kind: 'looking', subscription };
}

/** @returns what has no room, when that is why it could not be added. */
export async function orQuota<T>(adding: Promise<T>): Promise<T | Quota> {
  try {
    return await adding;
  } catch (error) {
    if (error instanceof QuotaError) return error.quota;
    throw error;
  }
}

/** @returns the product that a link leads to, made when missing; or why there can be none. */
export async function findProduct(
  { store, looker }: Pick<TrackPorts, 'store' | 'looker'>,
  link: string,
  now: Instant,
): Promise<Product | LinkRefusal> {
  const found = await identifyProduct({ store, looker }, link, now);
  if (typeof found === 'string') return found;
  const { identity, product } = found;
  return product ?? store.products.ensure(identity, identity.url, now);
}

/** @returns which product a link means, and its row if there is one; or why there can be none. */
export async function identifyProduct(
  { store, looker }: Pick<TrackPorts, 'looker'> & { readonly store: Pick<Store, 'products'> },
  link: string,
  now: Instant,
): Promise<{ readonly identity: IdentifiedLink; readonly product: Product | null } | LinkRefusal> {
  if (link.length > LONGEST_LINK) return 'too-long';
  const url = parseUrl(link);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return 'not-a-web-link';
  const { username, password } = url;
  if (username !== '' || password !== '') return 'has-credentials';
  const identity = looker.identify(link);
  if (!identity) return 'not-read';
  const product = await store.products.findByLink(identity.url);
  const { endsOn = null } = product ?? identity;
  return isOver(endsOn, now) ? 'over' : { identity, product };
}
