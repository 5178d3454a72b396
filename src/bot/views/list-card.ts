import type { Button, Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import type { Page } from '../../core/subscription-store';
import type { Print } from '../print';
import { describePrice, nameSubscription } from './describe-product';
import { shortenRule } from './describe-rule';
import { listShops } from './describe-shops';
import { ask, makeMessage } from './make-message';
import { shortenPurchase } from './purchase-card';

export const PAGE_SIZE = 5;

/** One page of the list; `page` counts from 1 and exists. */
export function viewList({ items, total }: Page<SubscriptionView>, page: number, print: Print): Message {
  if (total === 0) {
    return { text: 'Your list is empty. Paste the link of a product and I will watch its price.' };
  }
  const pages = Math.ceil(total / PAGE_SIZE);
  const title = total === 1 ? 'I watch 1 product for you' : `I watch ${total} products for you`;
  return makeMessage(
    {
      title: pages > 1 ? `${title} (page ${page} of ${pages})` : title,
      lines: items.map((item) => describeItem(item, print)),
      buttons: listButtons(items, page, pages),
    },
    page < pages ? `Say “list ${page + 1}” for more, or a number to see one.` : 'Say a number to see one.',
  );
}

function describeItem(subscription: SubscriptionView, print: Print): string {
  const { rule, baseline, product, purchase } = subscription;
  const shops = listShops(subscription, print);
  const isOne = shops.length === 0;
  const seen = product.confirmed ? describePrice(product.confirmed, print) : 'no price seen yet';
  const price = isOne ? seen : shops.join('; ');
  const mark = describeMark(subscription);
  const end = product.endsOn === null ? [] : [`until ${print.date(product.endsOn)}`];
  const wish = purchase
    ? shortenPurchase(purchase, print)
    : shortenRule(rule, isOne ? baseline : null, print);
  const parts = [price, wish, ...end, ...(mark === null ? [] : [mark])];
  return `${nameSubscription(subscription)}: ${parts.join(' · ')}`;
}

/** @returns null when all is as it should be. */
function describeMark({ status, product, others }: SubscriptionView): string | null {
  if (status === 'paused') return 'paused';
  if (status === 'choosing') return 'waits for your choice';
  // Of several shops each says so itself.
  if (others.length > 0) return null;
  if (product.troubleToldAt !== null) return 'cannot be read now';
  return product.pending ? 'a new price is being checked' : null;
}

function listButtons(items: readonly SubscriptionView[], page: number, pages: number): Button[] {
  return [
    ...items.map(({ shortId: id }) => ask(`#${id}`, { do: 'show', id })),
    ...(page > 1 ? [ask('Previous', { do: 'list', page: page - 1 })] : []),
    ...(page < pages ? [ask('Next', { do: 'list', page: page + 1 })] : []),
  ];
}
