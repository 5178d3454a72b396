import type { ChartSpan } from '../core/chart';
import type { Seal } from '../core/endpoint';
import type { Instant } from '../core/history';
import type { Money } from '../core/money';

/** What a signed link to a product's history shows: nothing of who made it. */
export interface ChartLink {
  readonly productId: number;
  /** The amount that was waited for when the link was made. */
  readonly threshold: Money | null;
  readonly locale: string;
  readonly timeZone: string | null;
}

/** A picture stays as it was when the link was made. */
export interface PictureLink extends ChartLink {
  readonly span: ChartSpan;
  readonly at: Instant;
}

const PAGE = 'product-page';
const PICTURE = 'chart-picture';

/** @returns the token of `/p/:token`. */
export function sealPage(seal: Seal, { productId, threshold, locale, timeZone }: ChartLink): string {
  return seal.seal(PAGE, JSON.stringify({ productId, threshold, locale, timeZone } satisfies ChartLink));
}

/** @returns null for a token that is not ours. */
export function openPage(seal: Seal, token: string): ChartLink | null {
  return read(seal.open(PAGE, token)) as ChartLink | null;
}

/** @returns the token of `/charts/:token.png`. */
export function sealPicture(seal: Seal, link: PictureLink): string {
  return seal.seal(PICTURE, JSON.stringify(link));
}

/** @returns null for a token that is not ours. */
export function openPicture(seal: Seal, token: string): PictureLink | null {
  return read(seal.open(PICTURE, token)) as PictureLink | null;
}

/** What is sealed was made by us, so its shape is known. */
function read(value: string | null): unknown {
  return value === null ? null : (JSON.parse(value) as unknown);
}
