import type { Instant } from '../../core/history';
import type { Message } from '../../core/message';
import type { AlertBody } from '../../core/notice';
import type { SubscriptionView } from '../../core/records';
import { sortByPrice } from '../../core/shops';
import type { Print } from '../print';
import { aimButtons } from './aim-buttons';
import { viewAlert } from './alert-card';
import { addLines } from './compose-message';
import { describePrice, nameShop } from './describe-product';
import { describeElsewhere } from './describe-shops';

/** An alert, with its subscription as it stands now; null when that is gone. */
export interface ToldAlert {
  readonly body: AlertBody;
  readonly subscription: SubscriptionView | null;
}

/** The cheapest first; prices in different currencies are not compared. */
export function sortAlerts(alerts: readonly ToldAlert[]): readonly ToldAlert[] {
  return sortByPrice(alerts, ({ body }) => body.offer.price);
}

/**
 * An alert, with what the thing costs in the other shops of its subscription.
 * @param also alerts about the same thing in other shops, said in the same message.
 */
export function viewAlertAmongShops(
  { body, subscription }: ToldAlert,
  also: readonly ToldAlert[],
  print: Print,
  now: Instant,
): Message {
  const told = [subscription, ...also.map((alert) => alert.subscription)];
  const ids = new Set(told.flatMap((one) => (one ? [one.product.id] : [])));
  const elsewhere = subscription && describeElsewhere(subscription, ids, now, print);
  const lines = [
    ...also.map((alert) => describeAlso(alert.body, print)),
    ...(elsewhere === null ? [] : [elsewhere]),
  ];
  const message = viewAlert(body, subscription, print);
  if (!subscription) return message;
  return aimButtons(lines.length === 0 ? message : addLines(message, lines), subscription);
}

/** "Also at shop.example: €84.00, down from €99.00." */
function describeAlso({ offer, before }: AlertBody, print: Print): string {
  const { price } = offer;
  const hasFallen = before && price && before.currency === price.currency && price.minor < before.minor;
  const change = hasFallen ? `, down from ${print.money(before)}` : '';
  return `Also at ${nameShop(offer.url)}: ${describePrice(offer, print)}${change}.`;
}
