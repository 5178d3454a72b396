import { isCurrency } from '../../src/watcher-api';

/** Written into every page by the platform itself, whatever the theme. */
const SHOP_MARK = /\bShopify\.shop\s*=\s*["'][a-z0-9-]+\.myshopify\.com["']/i;

/** Where a page says in which currency it shows its prices: the platform's own mark first. */
const CURRENCY_MARKS = [
  /\bShopify\.currency\s*=\s*\{\s*["']active["']\s*:\s*["']([A-Z]{3})["']/,
  /<meta\s[^>]*?(?:og|product):price:currency["'][^>]*?content=["']([A-Z]{3})["']/i,
];

export function isShopifyPage(html: string): boolean {
  return SHOP_MARK.test(html);
}

/** @returns ISO 4217, or null when the page does not say. */
export function findCurrency(html: string): string | null {
  const found = CURRENCY_MARKS.flatMap((mark) => mark.exec(html)?.[1] ?? []);
  return found.find(isCurrency) ?? null;
}
