/**
 * What is kept at most: subscriptions of one person, one conversation and one tenant, and products of one host that are looked
 * at. Why so many: docs/decisions/0022-quotas.md.
 */
export const MOST_KEPT = { person: 1_000, conversation: 2_000, tenant: 50_000, host: 10_000 } as const;

/** What there is no room for, and how many stand already. */
export type Quota =
  | { readonly of: 'person' | 'conversation' | 'tenant'; readonly most: number }
  | { readonly of: 'host'; readonly most: number; readonly host: string };

/** There was no room, and nothing was kept. */
export class QuotaError extends Error {
  override readonly name = 'QuotaError';

  constructor(readonly quota: Quota) {
    super(`no more than ${quota.most} of one ${quota.of} are kept`);
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
}

/** @returns what has no room for one more subscription; null: all have. */
export function findFullList(kept: Kept): Quota | null {
  const full = (['person', 'conversation', 'tenant'] as const).find((of) => kept[of] >= MOST_KEPT[of]);
  return full === undefined ? null : { of: full, most: MOST_KEPT[full] };
}

/** @returns the host when it has no room for one more product. */
export function findFullShop({ host, products }: Shop): Quota | null {
  return products >= MOST_KEPT.host ? { of: 'host', most: MOST_KEPT.host, host } : null;
}
