import type { Standing } from '../../app/judge-standing';
import type { Button, Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import type { Print } from '../print';
import { describeObjection } from './describe-objection';
import { shopsOf, sortShops } from '../../core/shops';
import { describePrice, describeSource, nameShop, nameSubscription } from './describe-product';
import { countDays, promiseRule, shortenRule } from './describe-rule';
import { listShops } from './describe-shops';
import { ask, makeMessage } from './make-message';
import { promisePurchase } from './purchase-card';

/**
 * The card of one subscription: the product, its price, the rule with its amount, and the buttons that change
 * it.
 * @param opening the first line: what has just happened.
 */
export function viewSubscription(
  subscription: SubscriptionView,
  standing: Standing,
  print: Print,
  opening?: string,
): Message {
  const [best = subscription] = sortShops(shopsOf(subscription));
  const { url, confirmed: offer, checkedAt } = best.product;
  const isOne = subscription.others.length === 0;
  const price = offer ? describePrice(offer, print) : 'No price seen yet';
  const draft = {
    title: nameSubscription(subscription),
    headline: isOne ? price : `${price} at ${nameShop(url)}`,
    image: offer?.image,
    lines: [...(opening === undefined ? [] : [opening]), ...listLines(subscription, standing, print)],
    // Of several shops each has a line that says so.
    ...(isOne ? { footnote: describeSource({ url, offer, checkedAt }, print) } : {}),
    buttons: listButtons(subscription, url),
  };
  return makeMessage(draft, nameWords(subscription));
}

function listLines(subscription: SubscriptionView, standing: Standing, print: Print): string[] {
  const { status, shortId, product, others } = subscription;
  if (status === 'ended') return ['I no longer watch it.'];
  if (status === 'choosing') return [`It has several variants: say “choose ${shortId}” to pick one.`];
  const lines = describeWish(subscription, standing, print);
  if (product.endsOn !== null) lines.push(`I watch it until ${print.date(product.endsOn)}.`);
  if (status === 'paused') lines.push('It is paused: I say nothing until you resume it.');
  return [
    ...lines,
    ...(others.length === 0 ? describeOne(subscription, standing, print) : listShops(subscription, print)),
  ];
}

function describeWish(subscription: SubscriptionView, standing: Standing, print: Print): string[] {
  const { rule, purchase, others } = subscription;
  if (purchase) return promisePurchase(subscription, purchase, print);
  if (others.length === 0) return [promiseRule(rule, standing, print)];
  return [`I tell you about each of these shops: ${shortenRule(rule, null, print)}.`];
}

const HOLDS_ALREADY =
  "It is that cheap already. I'll tell you when it falls further, or rises and falls again.";

function describeOne({ objection }: SubscriptionView, standing: Standing, print: Print): string[] {
  return [
    ...(objection ? [describeObjection(objection, print)] : []),
    ...(standing.holds ? [HOLDS_ALREADY] : []),
    ...describeReplay(standing),
  ];
}

/** What holds already, and did all the time, is no "not once". */
function describeReplay({ replay, holds }: Standing): string[] {
  if (!replay || (holds && replay.times === 0)) return [];
  const { times, days, daysLooked } = replay;
  const often = times === 0 ? 'not once' : times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
  const looked = daysLooked === days ? 'every day' : `on ${daysLooked} of them`;
  return [`In the last ${countDays(days)} I would have told you ${often}; I looked ${looked}.`];
}

/** @param url of the shop to go to. */
function listButtons(subscription: SubscriptionView, url: string): Button[] {
  const { shortId: id, status, product, objection, others } = subscription;
  const shop: Button = { title: 'Go to shop', url };
  const check = ask('Check now', { do: 'check', id });
  const doubt = objection
    ? ask('The price is right', { do: 'price-right', id })
    : ask('Wrong price?', { do: 'wrong-price', id });
  const stop = ask('Stop', { do: 'stop', id });
  switch (status) {
    case 'ended':
      return [shop, ask('Undo', { do: 'undo', id })];
    case 'choosing':
      return [shop, ask('Choose', { do: 'type-choice', id }), check, stop];
    case 'active':
    case 'paused':
      return [
        shop,
        ask('A price…', { do: 'type-target', id }),
        ask('Change rule', { do: 'rules', id }),
        ask('Chart', { do: 'chart', id }),
        status === 'paused' ? ask('Resume', { do: 'resume', id }) : ask('Pause', { do: 'pause', id }),
        stop,
        check,
        ...(product.confirmed ? [doubt] : []),
        ask('Same in another shop', { do: 'add-shop', id }),
        ...(others.length > 0 ? [ask('Remove a shop', { do: 'remove-shop', id })] : []),
      ];
  }
}

function nameWords({ shortId, status }: SubscriptionView): string {
  if (status === 'ended') return `You can say “undo ${shortId}”.`;
  const change = status === 'choosing' ? `choose ${shortId}` : `${shortId} at 80`;
  const rest = status === 'paused' ? 'resume' : 'pause';
  return `You can say “${change}”, “check ${shortId}”, “${rest} ${shortId}” or “stop ${shortId}”.`;
}
