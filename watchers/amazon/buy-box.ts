import type { PageElements } from '../../src/watcher-api';

/** The part of a product page that sells it. */
export interface BuyBox {
  readonly part: PageElements;
  /** null: the page says nothing, which means new. */
  readonly condition: 'used' | null;
  /** Is it one of several ways to buy? Then what stands elsewhere on the page may belong to another one. */
  readonly isRow: boolean;
}

/**
 * Where several ways to buy are offered, each has a row: new, used, for members, as a subscription. What
 * anybody pays for one new piece is in the row "new"; the rows for members and subscribers are never read.
 */
export function findBuyBox(page: PageElements): BuyBox {
  const fresh = page.within('#desktop_buybox [id^="newAccordionRow"], #buybox [id^="newAccordionRow"]');
  if (fresh) return { part: fresh, condition: null, isRow: true };
  const used = page.within('[id^="usedAccordionRow"]');
  if (used) return { part: used, condition: 'used', isRow: true };
  const usedOnly = page.within('#usedOnlyBuybox, #usedBuySection, #used_buybox_desktop');
  if (usedOnly && !page.has('#buyNewSection, #newBuyBoxPrice'))
    return { part: usedOnly, condition: 'used', isRow: false };
  const part = page.within('#desktop_buybox') ?? page.within('#buybox') ?? page;
  return { part, condition: null, isRow: false };
}
