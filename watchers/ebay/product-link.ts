import type { Match } from '../../src/watcher-api';

/** The sites and the currency that a bare sign means on each. Listings from abroad name theirs. */
export const CURRENCIES: Readonly<Record<string, string>> = {
  'ebay.at': 'EUR',
  'ebay.ca': 'CAD',
  'ebay.ch': 'CHF',
  'ebay.co.uk': 'GBP',
  'ebay.com': 'USD',
  'ebay.com.au': 'AUD',
  'ebay.com.hk': 'HKD',
  'ebay.com.my': 'MYR',
  'ebay.com.sg': 'SGD',
  'ebay.de': 'EUR',
  'ebay.es': 'EUR',
  'ebay.fr': 'EUR',
  'ebay.ie': 'EUR',
  'ebay.it': 'EUR',
  'ebay.nl': 'EUR',
  'ebay.ph': 'PHP',
  'ebay.pl': 'PLN',
  'benl.ebay.be': 'EUR',
  'befr.ebay.be': 'EUR',
  'cafr.ebay.ca': 'CAD',
};

/** `/itm/NUMBER` or `/itm/TITLE/NUMBER`. */
const ITEM_PATH = /^\/itm\/(?:[^/]+\/)?(\d{9,15})\/?$/;

/**
 * The item, and of a listing with variations the one that the link names. The site belongs to the key: taxes
 * on what comes from abroad differ by it.
 */
export function matchProductLink(url: URL): Match | null {
  const item = ITEM_PATH.exec(url.pathname)?.[1];
  const host = url.hostname.replace(/^www\./, '');
  if (item === undefined || !(host in CURRENCIES)) return null;
  const variation = /^[1-9]\d{8,14}$/.exec(url.searchParams.get('var') ?? '')?.[0];
  const path = variation === undefined ? item : `${item}?var=${variation}`;
  return { key: `${host}/${path}`, url: `https://${withWww(host)}/itm/${path}` };
}

function withWww(host: string): string {
  return host.startsWith('ebay.') ? `www.${host}` : host;
}
