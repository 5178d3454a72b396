import type { Match } from '../../src/watcher-api';

/**
 * The platform's own form of a product link; shops mostly show another, and are then known by their pages.
 */
const PRODUCT_PATH = /^.*\/catalog\/product\/view\/id\/\d+(?=\/|$)/;

/** The variant that a link chooses: numbers of attributes and of their options, `#93=58&180=80`. */
const CHOICE = /^#\d+=\d+(?:&\d+=\d+)*$/;

/** Options that a link chooses, by the number of their attribute. */
export type Choice = Readonly<Record<string, string>>;

export function matchProductLink(url: URL): Match | null {
  return PRODUCT_PATH.test(url.pathname) || CHOICE.test(url.hash) ? identifyProduct(url) : null;
}

/** The product behind any link of a shop on this platform: its path, and the variant that it chooses. */
export function identifyProduct(url: URL): Match {
  const path = PRODUCT_PATH.exec(url.pathname)?.[0] ?? url.pathname;
  const link = withChoice(`${url.origin}${path}`, readChoice(url));
  return { key: link.replace(/^https?:\/\/(?:www\.)?/, ''), url: link };
}

export function readChoice(url: URL): Choice {
  if (!CHOICE.test(url.hash)) return {};
  return Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
}

export function withChoice(link: string, choice: Choice): string {
  const pairs = Object.entries(choice).map(([attribute, option]) => `${attribute}=${option}`);
  return pairs.length === 0 ? link : `${link.replace(/#.*/, '')}#${pairs.sort().join('&')}`;
}
