import type { SubscriptionView } from '../core/records';
import { meanShop, onlyMeant, shopsOf } from '../core/shops';
import type { SubjectIntent } from './intent';
import { askWhichShop } from './flows/which-shop';
import { open, refuse, type Reply } from './scene';
import { nameShop, nameSubscription } from './views/describe-product';

/** Wishes about one shop. */
const NEED_SHOP: ReadonlySet<SubjectIntent['do']> = new Set(['wrong-price', 'object', 'remove-shop']);

/** Wishes that mean all shops when none is named. */
const MEAN_ALL: ReadonlySet<SubjectIntent['do']> = new Set(['check', 'price-right']);

/**
 * @returns the subscription with the shop that a wish is about, or the reply that asks for it or says there
 * is none.
 */
export function findShop(subject: SubscriptionView, intent: SubjectIntent): SubscriptionView | Reply {
  const shop = intent.shop ?? findNamed(subject, intent);
  if (shop !== undefined) {
    const meant = meanShop(subject, shop);
    if (!meant) return refuse(`${nameSubscription(subject)} is not watched in that shop (any more).`);
    return MEAN_ALL.has(intent.do) ? onlyMeant(meant) : meant;
  }
  const isUnclear = subject.others.length > 0 && NEED_SHOP.has(intent.do);
  return isUnclear ? open(askWhichShop(subject, intent)) : subject;
}

/** @returns the product whose shop is called so; undefined: none, or no name was said. */
function findNamed(subject: SubscriptionView, intent: SubjectIntent): number | undefined {
  if (intent.do !== 'remove-shop' || intent.name === undefined) return undefined;
  const name = intent.name.replace(/^www\./, '');
  const named = shopsOf(subject).filter(({ product }) => nameShop(product.url) === name);
  return named.length === 1 ? named[0]?.product.id : undefined;
}
