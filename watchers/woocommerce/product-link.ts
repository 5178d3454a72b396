import type { Match } from '../../src/watcher-api';

/** The platform's own form of a product link; a shop may choose another, and is then known by its page. */
const PRODUCT_PATH = /^(?:\/[a-z]{2}(?:-[a-z]{2})?)?\/product\/[^/]+\/?$/i;

export function matchProductLink(url: URL): Match | null {
  return PRODUCT_PATH.test(url.pathname) ? identifyProduct(url) : null;
}

/**
 * The product behind any link of a shop on this platform: its path, and the variation that the query chooses.
 */
export function identifyProduct(url: URL): Match | null {
  const path = url.pathname.replace(/\/$/, '');
  if (slugOf(url) === '') return null;
  const chosen = [...url.searchParams].filter(([name, value]) => isChoice(name) && value !== '').sort();
  const query = chosen.length === 0 ? '' : `?${new URLSearchParams(chosen).toString()}`;
  return { key: `${url.host.replace(/^www\./, '')}${path}${query}`, url: `${url.origin}${path}/${query}` };
}

/** The last part of the path, as it came: the platform keeps slugs of other scripts percent-encoded. */
export function slugOf(url: URL): string {
  return url.pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
}

/** The values that the link chooses, e.g. `blue` of `?attribute_pa_colour=blue`. */
export function chosenValues(url: URL): string[] {
  return [...url.searchParams].filter(([name]) => name.startsWith('attribute_')).map(([, value]) => value);
}

export function withVariation(product: string, id: number): string {
  const url = new URL(product);
  url.search = `?variation_id=${id}`;
  return url.href;
}

function isChoice(name: string): boolean {
  return name === 'variation_id' || name.startsWith('attribute_');
}
