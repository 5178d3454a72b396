/**
 * What is kept at most: subscriptions of one person, one conversation and one tenant, and products of one
 * host that are looked at. Why so many: docs/decisions/0022-quotas.md.
 */
export const MOST_KEPT = { person: 1_000, conversation: 2_000, tenant: 50_000, host: 10_000 } as const;

/**
 * So many hosts that could not be reached, or may not be, may one conversation name within a time; then
 * nobody looks at new ones for it. Ebb is not to be used to find out what answers where.
 */
export const MOST_FAILED_HOSTS = 20;
export const FAILED_HOSTS_COUNT_MS: number = 60 * 60 * 1000;

/** What there is no room for, and how many stand already. `new-hosts`: those that have never answered. */
export type Quota =
  | { readonly of: 'person' | 'conversation' | 'tenant' | 'new-hosts'; readonly most: number }
  | { readonly of: 'host'; readonly most: number; readonly host: string };

/** There was no room, and nothing was kept. */
export class QuotaError extends Error {
  override readonly name = 'QuotaError';

  constructor(readonly quota: Quota) {
    super(`there is no room: ${quota.of}, ${quota.most}`);
  }
}

/** Standing subscriptions. */
export interface Kept {
  readonly person: number;
  readonly conversation: number;
  readonly tenant: number;
}

/** A host, and how many of its products are looked at. */
export interface Shop {
  readonly host: string;
  readonly products: number;
  /** It has answered before. */
  readonly isKnown: boolean;
}

/** @returns what has no room for one more subscription; null: all have. */
export function findFullList(kept: Kept): Quota | null {
  const full = (['person', 'conversation', 'tenant'] as const).find((of) => kept[of] >= MOST_KEPT[of]);
  return full === undefined ? null : { of: full, most: MOST_KEPT[full] };
}

/**
 * @param failedHosts how many a conversation named lately.
 * @returns why a product that nobody follows yet has no room; null: it has.
 */
export function findFullShop({ host, products, isKnown }: Shop, failedHosts: number): Quota | null {
  if (products >= MOST_KEPT.host) return { of: 'host', most: MOST_KEPT.host, host };
  return !isKnown && failedHosts >= MOST_FAILED_HOSTS ? { of: 'new-hosts', most: MOST_FAILED_HOSTS } : null;
}
