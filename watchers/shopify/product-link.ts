import type { Match } from '../../src/watcher-api';

/** The language or market folder, the collection that somebody came through, and the product's handle. */
const PRODUCT_PATH =
  /^(\/[a-z]{2}(?:-[a-z]{2,4})?)?(?:\/collections\/[^/]+)?\/products\/([^/]+?)(?:\.js|\.json)?\/?$/i;

/**
 * The product that a link of the form `/products/HANDLE[?variant=ID]` means. The market folder stays, because
 * prices differ by it; the collection goes.
 */
export function matchProductLink(url: URL): Match | null {
  const [, market = '', handle] = PRODUCT_PATH.exec(url.pathname) ?? [];
  if (handle === undefined) return null;
  const variant = /^\d+$/.exec(url.searchParams.get('variant') ?? '')?.[0];
  const path = `${market}/products/${handle}${variant === undefined ? '' : `?variant=${variant}`}`;
  return { key: `${url.host.replace(/^www\./, '')}${path}`, url: `${url.origin}${path}` };
}

export function withVariant(productUrl: string, variant: number): string {
  const url = new URL(productUrl);
  url.searchParams.set('variant', String(variant));
  return url.href;
}
