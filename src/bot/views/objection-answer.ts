import type { Standing } from '../../app/judge-standing';
import type { Message } from '../../core/message';
import type { AnswerBody } from '../../core/notice';
import { isAgreed } from '../../core/objection';
import type { Offer } from '../../core/offer';
import { chosenOffer } from '../../core/reading';
import type { SubscriptionView } from '../../core/records';
import { onlyMeant } from '../../core/shops';
import type { Print } from '../print';
import { describeShown, promiseSilence } from './describe-objection';
import { describePrice, nameAtShop } from './describe-product';
import { explainReading, isFailed } from './explain-reading';
import { ask, makeMessage } from './make-message';
import { viewSubscription } from './subscription-card';

/** What the look that follows "wrong price?" saw. */
export function viewObjectionAnswer(
  { reading }: AnswerBody,
  report: NonNullable<AnswerBody['report']>,
  { subscription, standing }: { readonly subscription: SubscriptionView; readonly standing: Standing },
  print: Print,
): Message {
  const { objection } = report;
  const offer = chosenOffer(reading);
  if (!isAgreed(objection.shown, reading)) {
    const seen = offer
      ? describeOther(offer, report, print)
      : [explainNothing(reading, subscription), promiseSilence(objection.to, print)];
    return viewContradiction(seen, subscription);
  }
  if (!offer)
    return viewContradiction([explainNothing(reading, subscription), 'So you are right.'], subscription);
  const opening = 'You are right: I read that there now, too. What I showed before no longer counts.';
  return viewSubscription(onlyMeant(subscription), standing, print, opening);
}

function describeOther(
  offer: Offer,
  { objection: { shown }, isKept }: NonNullable<AnswerBody['report']>,
  print: Print,
): string[] {
  return [
    `You see ${describeShown(shown, print)}, and I read ${describePrice(offer, print)}.`,
    'Perhaps the shop shows you a price for members, or for another country or variant.',
    ...(isKept ? ['I have kept the page and your answer, so that my reading can be mended.'] : []),
    promiseSilence(offer.price, print),
  ];
}

function explainNothing(reading: AnswerBody['reading'], { product }: SubscriptionView): string {
  if (isFailed(reading)) return explainReading(reading, product.url).what;
  return reading.kind === 'unavailable'
    ? 'I read there that it is not for sale now.'
    : 'The page no longer says which product is meant.';
}

function viewContradiction(lines: readonly string[], subscription: SubscriptionView): Message {
  const { shortId: id, product } = subscription;
  const buttons = [
    { title: 'Go to shop', url: product.url },
    ask('Check now', { do: 'check', id }),
    ask('The price is right', { do: 'price-right', id }),
    ask('Stop', { do: 'stop', id }),
  ];
  return makeMessage(
    { title: nameAtShop(subscription), lines, buttons },
    `You can say “price is right ${id}”, “check ${id}” or “stop ${id}”.`,
  );
}
