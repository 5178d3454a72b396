import type { Standing } from '../../app/judge-standing';
import type { Message } from '../../core/message';
import type { Money } from '../../core/money';
import { toDecimal } from '../../core/money';
import type { Purchase } from '../../core/purchase';
import type { SubscriptionView } from '../../core/records';
import type { Print } from '../print';
import { describePrice, describeSource, nameSubscription } from './describe-product';
import { ask, makeMessage } from './make-message';

const USUAL_DAYS = [14, 30, 60, 100];

/** What was bought: what is watched now, and how long; its buttons say another time. */
export function viewPurchase(subscription: SubscriptionView, { holds }: Standing, print: Print): Message {
  const { shortId: id, product, purchase } = subscription;
  const { url, confirmed: offer, checkedAt } = product;
  if (purchase === null) throw new Error('It is not known to be bought.');
  const amount = toDecimal(purchase.price);
  const cheaper =
    holds && offer?.price ? [`It is cheaper already: ${describeSaving(offer.price, purchase, print)}`] : [];
  return makeMessage(
    {
      title: nameSubscription(subscription),
      ...(offer ? { headline: describePrice(offer, print) } : {}),
      lines: [
        ...promisePurchase(subscription, purchase, print),
        ...cheaper,
        'If you have more or less time to return it, tell me.',
      ],
      footnote: describeSource({ url, offer, checkedAt }, print),
      buttons: [
        ...USUAL_DAYS.map((days) => ask(`${days} days`, { do: 'bought', id, amount, days })),
        ask('Undo', { do: 'undo', id }),
      ],
    },
    `Say for example “return ${id} within 45 days”, or “undo ${id}”.`,
  );
}

/** What is watched now: "You paid €79.90 on 3 Nov 2026. I'll tell you at €78.30 or less …". */
export function promisePurchase(
  { rule }: Pick<SubscriptionView, 'rule'>,
  purchase: Purchase,
  print: Print,
): string[] {
  const limit = rule.kind === 'target' ? rule.amount : purchase.price;
  return [
    `You paid ${print.money(purchase.price)} on ${print.day(purchase.at)}.`,
    `I'll tell you at ${print.money(limit)} or less, until ${print.day(purchase.until)}, the last day to return it.`,
  ];
}

/** Why a lower price is told after the purchase, and what it is good for. */
export function explainPurchase(price: Money | null, purchase: Purchase, print: Print): string[] {
  return [
    describeSaving(price, purchase, print),
    `You can return it until ${print.day(purchase.until)}: ask the shop for the difference, or buy it anew and return the first one.`,
  ];
}

/** "€7.10 less than the €79.90 you paid on 3 Nov 2026." */
function describeSaving(price: Money | null, { price: paid, at }: Purchase, print: Print): string {
  const what = `the ${print.money(paid)} you paid on ${print.day(at)}.`;
  if (price?.currency !== paid.currency || price.minor >= paid.minor) return `It is no less than ${what}`;
  return `${print.money({ ...paid, minor: paid.minor - price.minor })} less than ${what}`;
}

/** In a few words, for lists. */
export function shortenPurchase({ price, until }: Purchase, print: Print): string {
  return `bought for ${print.money(price)}, return until ${print.day(until)}`;
}
