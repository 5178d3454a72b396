import { confirmedAt } from '../../app/current-price';
import { isSamePrice, type Instant } from '../../core/history';
import { LOWEST_SEEN_DAYS } from '../../core/lowest-seen';
import { percentBelow, sameMoney } from '../../core/money';
import type { Money } from '../../core/money';
import type { AlertBody, LowestSeen } from '../../core/notice';
import type { Button, Message } from '../../core/message';
import type { Purchase } from '../../core/purchase';
import type { SubscriptionView } from '../../core/records';
import type { Sequel } from '../../core/sequel';
import { cleanText } from '../clean-text';
import type { Print } from '../print';
import { describePrice, describeSource, nameShop, nameSubscription } from './describe-product';
import { explainRule } from './describe-rule';
import { describeSequel } from './describe-sequel';
import { ask, makeMessage } from './make-message';
import { explainPurchase } from './purchase-card';

/** A wish came true: what, why, and what next. `subscription` is null when it is gone by now. */
export function viewAlert(alert: AlertBody, subscription: SubscriptionView | null, print: Print): Message {
  const { offer, test } = alert;
  const title = nameAlert(alert, subscription);
  const id = subscription?.shortId;
  const draft = {
    title: test ? `Test alert: ${title}` : title,
    headline: describeNews(alert, print),
    image: offer.image,
    lines: listLines(alert, subscription?.purchase ?? null, print),
    footnote: describeSource({ url: offer.url, offer, checkedAt: findLastSeen(alert, subscription) }, print),
    buttons: [{ title: 'Go to shop', url: offer.url }, ...(id === undefined ? [] : listButtons(id))],
  };
  return makeMessage(draft, id === undefined ? undefined : nameWords(id));
}

/** The same card later, with what became of it. It keeps its buttons: they are about the product. */
export function viewOldAlert(
  alert: AlertBody,
  subscription: SubscriptionView | null,
  sequel: Sequel,
  print: Print,
): Message {
  const { offer, rule, baseline, checkedAt } = alert;
  const { headline, line } = describeSequel(sequel, alert, print);
  const id = sequel.kind === 'ended' ? undefined : subscription?.shortId;
  const draft = {
    title: nameAlert(alert, subscription),
    headline,
    image: offer.image,
    lines: [line, ...(subscription?.purchase ? [] : [explainRule(rule, baseline, print)])],
    footnote: describeSource({ url: offer.url, offer: null, checkedAt }, print),
    buttons: [{ title: 'Go to shop', url: offer.url }, ...(id === undefined ? [] : listButtons(id))],
  };
  return makeMessage(draft, id === undefined ? undefined : nameWords(id));
}

function nameAlert({ offer }: AlertBody, subscription: SubscriptionView | null): string {
  if (subscription) return nameSubscription(subscription);
  return cleanText(offer.title) || nameShop(offer.url);
}

/** What was held for a while was seen again since. */
function findLastSeen({ offer, checkedAt }: AlertBody, subscription: SubscriptionView | null): Instant {
  const product = subscription?.product;
  const isStill = product !== undefined && isSamePrice(product.confirmed?.price ?? null, offer.price);
  return Math.max(checkedAt, (isStill ? confirmedAt(product) : null) ?? checkedAt);
}

/** The first stand under the card wherever it is shown; of the others some clients make a menu. */
function listButtons(id: number): Button[] {
  return [
    ask('Chart', { do: 'chart', id }),
    ask('Snooze', { do: 'snooze', id }),
    ask('Wrong price?', { do: 'wrong-price', id }),
    ask('Stop', { do: 'stop', id }),
    ask('Change rule', { do: 'rules', id }),
    ask('Check now', { do: 'check', id }),
    ask('Remind me', { do: 'remind', id }),
  ];
}

function nameWords(id: number): string {
  const words = ['chart', 'snooze', 'bought', 'wrong price', 'rule', 'remind me about', 'check'];
  return `You can say ${words.map((word) => `“${word} ${id}”`).join(', ')} or “stop ${id}”.`;
}

function describeNews({ rule, offer }: AlertBody, print: Print): string {
  const price = describePrice(offer, print);
  const isBack = rule.kind === 'back-in-stock' && offer.availability !== 'out-of-stock';
  if (!isBack) return price;
  return offer.price === null ? 'Back in stock' : `Back in stock at ${price}`;
}

function listLines(alert: AlertBody, purchase: Purchase | null, print: Print): string[] {
  const { rule, baseline, offer, before, lowestIn30Days, test } = alert;
  const change = describeChange(before, offer.price, print);
  return [
    ...(test ? ['This is only a test: nothing has changed. A true alert looks like this.'] : []),
    ...(change === null ? [] : [change]),
    ...(purchase ? explainPurchase(offer.price, purchase, print) : [explainRule(rule, baseline, print)]),
    ...(lowestIn30Days === null ? [] : [describeLowest(lowestIn30Days, offer.price, print)]),
  ];
}

/** @returns null when there is nothing to compare, or nothing moved. */
function describeChange(before: Money | null, now: Money | null, print: Print): string | null {
  if (!before || !now) return null;
  if (before.currency !== now.currency) return `It was ${print.money(before)} before.`;
  if (before.minor === now.minor) return null;
  const difference = print.money({ ...now, minor: Math.abs(before.minor - now.minor) });
  const percent = Math.abs(Math.round(percentBelow(before, now) ?? 0));
  const word = now.minor < before.minor ? 'Down' : 'Up';
  const share = percent === 0 ? '' : ` (${print.percent(percent)})`;
  return `${word} ${difference}${share} from ${print.money(before)}.`;
}

function describeLowest({ price, daysLooked }: LowestSeen, now: Money | null, print: Print): string {
  // A span of 30 times 24 hours touches 31 calendar days.
  const days = Math.min(daysLooked, LOWEST_SEEN_DAYS);
  const looked = `I looked on ${days} of them`;
  return now !== null && sameMoney(price, now)
    ? `That is the lowest I have seen in ${LOWEST_SEEN_DAYS} days; ${looked}.`
    : `The lowest I saw in the last ${LOWEST_SEEN_DAYS} days is ${print.money(price)}; ${looked}.`;
}
