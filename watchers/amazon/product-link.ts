import type { Match } from '../../src/watcher-api';

/** The shop's hosts and the currency that each prices in. */
export const CURRENCIES: Readonly<Record<string, string>> = {
  'amazon.ae': 'AED',
  'amazon.ca': 'CAD',
  'amazon.co.jp': 'JPY',
  'amazon.co.uk': 'GBP',
  'amazon.co.za': 'ZAR',
  'amazon.com': 'USD',
  'amazon.com.au': 'AUD',
  'amazon.com.be': 'EUR',
  'amazon.com.br': 'BRL',
  'amazon.com.mx': 'MXN',
  'amazon.com.tr': 'TRY',
  'amazon.de': 'EUR',
  'amazon.eg': 'EGP',
  'amazon.es': 'EUR',
  'amazon.fr': 'EUR',
  'amazon.ie': 'EUR',
  'amazon.in': 'INR',
  'amazon.it': 'EUR',
  'amazon.nl': 'EUR',
  'amazon.pl': 'PLN',
  'amazon.sa': 'SAR',
  'amazon.se': 'SEK',
  'amazon.sg': 'SGD',
};

/** `B…` or the ISBN-10 of a book, behind any of the ways in which the shop has linked its products. */
const PRODUCT_PATH =
  /\/(?:dp|gp\/product|gp\/aw\/d|gp\/offer-listing|exec\/obidos\/asin|o\/asin)\/(?:glance\/)?(b[0-9a-z]{9}|\d{9}[0-9x])(?:[/?]|$)/i;

/** The same product is sold at another price in each country: its key begins with the country's host. */
export function matchProductLink(url: URL): Match | null {
  const asin = PRODUCT_PATH.exec(url.pathname)?.[1]?.toUpperCase();
  const host = url.hostname.replace(/^www\./, '');
  if (asin === undefined || !(host in CURRENCIES)) return null;
  // The link of a variant without psc=1 may show its parent, which has no price of its own.
  return { key: `${host}/${asin}`, url: `https://www.${host}/dp/${asin}?th=1&psc=1` };
}
