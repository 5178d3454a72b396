import type { Standing } from '../../app/judge-standing';
import type { Button, Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import type { Print } from '../print';
import { describeObjection } from './describe-objection';
import { describePrice, describeSource, nameSubscription } from './describe-product';
import { countDays, promiseRule } from './describe-rule';
import { ask, makeMessage } from './make-message';
import { promisePurchase } from './purchase-card';

/**
 * The card of one subscription: the product, its price, the rule with its amount, and the buttons that change it.
 * @param opening the first line: what has just happened.
 */
export function viewSubscription(
  subscription: SubscriptionView,
  standing: Standing,
  print: Print,
  opening?: string,
): Message {
  const { url, confirmed: offer, checkedAt } = subscription.product;
  const draft = {
    title: nameSubscription(subscription),
    headline: offer ? describePrice(offer, print) : 'No price seen yet',
    image: offer?.image,
    lines: [...(opening === undefined ? [] : [opening]), ...listLines(subscription, standing, print)],
    footnote: describeSource({ url, offer, checkedAt }, print),
    buttons: listButtons(subscription),
  };
  return makeMessage(draft, nameWords(subscription));
}

function listLines(subscription: SubscriptionView, standing: Standing, print: Print): string[] {
  const { rule, status, shortId, product, objection, purchase } = subscription;
  if (status === 'ended') return ['I no longer watch it.'];
  if (status === 'choosing') return [`It has several variants: say “choose ${shortId}” to pick one.`];
  const lines = purchase
    ? promisePurchase(subscription, purchase, print)
    : [promiseRule(rule, standing, print)];
  if (product.endsOn !== null) lines.push(`I watch it until ${print.date(product.endsOn)}.`);
  if (status === 'paused') lines.push('It is paused: I say nothing until you resume it.');
  if (objection) lines.push(describeObjection(objection, print));
  if (standing.holds)
    lines.push("It is that cheap already. I'll tell you when it falls further, or rises and falls again.");
  return [...lines, ...describeReplay(standing)];
}

/** What holds already, and did all the time, is no "not once". */
function describeReplay({ replay, holds }: Standing): string[] {
  if (!replay || (holds && replay.times === 0)) return [];
  const { times, days, daysLooked } = replay;
  const often = times === 0 ? 'not once' : times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
  const looked = daysLooked === days ? 'every day' : `on ${daysLooked} of them`;
  return [`In the last ${countDays(days)} I would have told you ${often}; I looked ${looked}.`];
}

function listButtons({ shortId: id, status, product, objection }: SubscriptionView): Button[] {
  const shop: Button = { title: 'Go to shop', url: product.url };
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
      ];
  }
}

function nameWords({ shortId, status }: SubscriptionView): string {
  if (status === 'ended') return `You can say “undo ${shortId}”.`;
  const change = status === 'choosing' ? `choose ${shortId}` : `${shortId} at 80`;
  const rest = status === 'paused' ? 'resume' : 'pause';
  return `You can say “${change}”, “check ${shortId}”, “${rest} ${shortId}” or “stop ${shortId}”.`;
}
