import type { ChartSpan } from '../core/chart';
import type { Seal } from '../core/endpoint';
import { DAY, type Instant } from '../core/history';
import type { Money } from '../core/money';

/** What a signed link to a product's history shows: nothing of who made it. */
export interface ChartLink {
  readonly productId: number;
  /** The amount that was waited for when the link was made. */
  readonly threshold: Money | null;
  readonly locale: string;
  readonly timeZone: string | null;
  /** When the link was made. */
  readonly at: Instant;
}

/** A picture stays as it was when the link was made. */
export interface PictureLink extends ChartLink {
  readonly span: ChartSpan;
}

/** Chats are scrolled back for weeks; what is older is a matter for a new chart. */
const VALID_MS: number = 90 * DAY;

const PAGE = 'product-page';
const PICTURE = 'chart-picture';

/** @returns the token of `/p/:token`. */
export function sealPage(seal: Seal, { productId, threshold, locale, timeZone, at }: ChartLink): string {
  return seal.seal(PAGE, JSON.stringify({ productId, threshold, locale, timeZone, at } satisfies ChartLink));
}

/** @returns null for a token that is not ours; `expired` when it was made too long ago. */
export function openPage(seal: Seal, token: string, now: Instant): ChartLink | 'expired' | null {
  return read(seal.open(PAGE, token), now);
}

/** @returns the token of `/charts/:token.png`. */
export function sealPicture(seal: Seal, link: PictureLink): string {
  return seal.seal(PICTURE, JSON.stringify(link));
}

/** @returns as `openPage`. */
export function openPicture(seal: Seal, token: string, now: Instant): PictureLink | 'expired' | null {
  return read(seal.open(PICTURE, token), now) as PictureLink | 'expired' | null;
}

/** From when on nothing is found behind a link. */
export function expiryOf({ at }: ChartLink): Instant {
  return at + VALID_MS;
}

/**
 * What is sealed was made by us, so its shape is known; only links to pages that were made before they
 * expired have no `at`.
 */
function read(value: string | null, now: Instant): ChartLink | 'expired' | null {
  if (value === null) return null;
  const link = JSON.parse(value) as ChartLink;
  return expiryOf(link) > now ? link : 'expired';
}
