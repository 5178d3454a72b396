import type { Standing } from '../../app/judge-standing';
import type { Button, Message } from '../../core/message';
import type { AnswerBody } from '../../core/notice';
import type { Offer } from '../../core/offer';
import { chosenOffer } from '../../core/reading';
import type { SubscriptionView } from '../../core/records';
import { cleanText } from '../clean-text';
import type { Print } from '../print';
import { describePrice, nameProduct, nameSubscription } from './describe-product';
import { explainReading, isFailed } from './explain-reading';
import { listChoices, viewChoices } from './choice-card';
import { ask, makeMessage } from './make-message';
import { viewObjectionAnswer } from './objection-answer';
import { viewSubscription } from './subscription-card';

/** The promised follow-up of a pasted link, of "check now", or of "wrong price?". */
export function viewAnswer(
  answer: AnswerBody,
  subscription: SubscriptionView,
  standing: Standing,
  print: Print,
): Message {
  const { reading, question, report } = answer;
  if (report) return viewObjectionAnswer(answer, report, { subscription, standing }, print);
  if (answer.pending) return viewPending(chosenOffer(reading), subscription, print);
  if (isFailed(reading)) return viewFailure(answer, subscription, print);
  if (reading.kind === 'ambiguous') {
    return subscription.status === 'choosing'
      ? viewCandidates(reading.candidates, subscription, print)
      : viewUndecided(subscription);
  }
  return viewSubscription(subscription, standing, print, openAnswer(question, reading.kind));
}

function openAnswer(question: AnswerBody['question'], kind: 'offer' | 'unchanged' | 'unavailable'): string {
  if (kind === 'unavailable') return 'It is not for sale now. I keep watching it.';
  if (question === 'track') return 'I am watching it now.';
  return kind === 'unchanged' ? 'I have just looked: nothing has changed.' : 'I have just looked.';
}

function viewPending(offer: Offer | null, subscription: SubscriptionView, print: Print): Message {
  const { shortId: id, product } = subscription;
  const shown = offer ? describePrice(offer, print) : 'A new price';
  const lines = [
    'That looks unusual. I will look again in about 30 minutes before I believe it.',
    ...(product.confirmed ? [`Until then this counts: ${describePrice(product.confirmed, print)}.`] : []),
  ];
  const buttons = [{ title: 'Go to shop', url: offer?.url ?? product.url }, ask('Stop', { do: 'stop', id })];
  const title = offer && product.confirmed === null ? cleanText(offer.title) : nameProduct(product);
  return makeMessage({ title: `#${id} ${title}`, headline: `${shown}?`, lines, buttons });
}

function viewFailure(answer: AnswerBody, subscription: SubscriptionView, print: Print): Message {
  const { reading } = answer;
  const { shortId: id, product } = subscription;
  if (!isFailed(reading)) throw new Error(`A reading of kind ${reading.kind} is no failure.`);
  const { what, advice } = explainReading(reading, product.url);
  const known = product.confirmed
    ? [`The last price I know is ${describePrice(product.confirmed, print)}.`]
    : [];
  const buttons: Button[] = [
    { title: 'Go to shop', url: product.url },
    ask('Check now', { do: 'check', id }),
    ask('Stop', { do: 'stop', id }),
  ];
  return makeMessage(
    {
      title: nameSubscription(subscription),
      lines: [what, advice, ...known, 'It stays in your list.'],
      buttons,
    },
    `You can say “check ${id}” or “stop ${id}”.`,
  );
}

/** A page that named one product has become one with several. */
function viewUndecided(subscription: SubscriptionView): Message {
  const { shortId: id, product } = subscription;
  const lines = [
    'The page shows several variants now, and no longer says which one you mean.',
    'Paste the link of the one you want, and stop this one.',
  ];
  const buttons = [{ title: 'Go to shop', url: product.url }, ask('Stop', { do: 'stop', id })];
  return makeMessage({ title: nameSubscription(subscription), lines, buttons }, `Say “stop ${id}” for that.`);
}

function viewCandidates(candidates: readonly Offer[], subscription: SubscriptionView, print: Print): Message {
  const choices = listChoices(candidates, subscription, print);
  return viewChoices(subscription, choices, candidates.length - choices.length);
}
