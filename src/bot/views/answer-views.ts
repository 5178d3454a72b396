import type { Standing } from '../../app/judge-standing';
import type { Button, Message } from '../../core/message';
import type { AnswerBody } from '../../core/notice';
import type { Offer } from '../../core/offer';
import { chosenOffer } from '../../core/reading';
import type { SubscriptionView } from '../../core/records';
import { cleanText } from '../clean-text';
import type { Print } from '../print';
import { onlyMeant } from '../../core/shops';
import { describePrice, nameAtShop, nameProduct, nameShop, nameSubscription } from './describe-product';
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
  // What is asked of all shops is answered by each for itself.
  const shown = question === 'track' ? subscription : onlyMeant(subscription);
  return viewSubscription(shown, standing, print, openAnswer(question, reading.kind, subscription));
}

function openAnswer(
  question: AnswerBody['question'],
  kind: 'offer' | 'unchanged' | 'unavailable',
  { product, others }: SubscriptionView,
): string {
  const there = others.length === 0 ? '' : ` at ${nameShop(product.url)}`;
  if (kind === 'unavailable') return `It is not for sale${there} now. I keep watching it.`;
  if (question === 'track')
    return others.length === 0 ? 'I am watching it now.' : `I am watching it${there}, too.`;
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
      title: nameAtShop(subscription),
      lines: [what, advice, ...known, promiseNext(reading)],
      buttons,
    },
    `You can say “check ${id}” or “stop ${id}”.`,
  );
}

/** What we may not read is not asked for either: only whether we may, now. */
function promiseNext({ kind }: AnswerBody['reading']): string {
  return kind === 'refused'
    ? 'It stays in your list, and I see now and then whether that has changed.'
    : 'It stays in your list.';
}

/** A page that named one product has become one with several. */
function viewUndecided(subscription: SubscriptionView): Message {
  const { shortId: id, product, others } = subscription;
  if (others.length > 0) return viewUndecidedShop(subscription);
  const lines = [
    'The page shows several variants now, and no longer says which one you mean.',
    'Paste the link of the one you want, and stop this one.',
  ];
  const buttons = [{ title: 'Go to shop', url: product.url }, ask('Stop', { do: 'stop', id })];
  return makeMessage({ title: nameSubscription(subscription), lines, buttons }, `Say “stop ${id}” for that.`);
}

/** One shop of several shows more than one product. */
function viewUndecidedShop(subscription: SubscriptionView): Message {
  const { shortId: id, product } = subscription;
  const lines = [
    'The page shows several variants there, so I know no price of yours.',
    'Pick yours in the shop, add its link, and remove this one.',
  ];
  const buttons = [
    { title: 'Go to shop', url: product.url },
    ask('Same in another shop', { do: 'add-shop', id }),
    ask('Remove this shop', { do: 'remove-shop', id, shop: product.id }),
  ];
  const title = nameAtShop(subscription);
  return makeMessage({ title, lines, buttons }, `Say “${id} also at” with its link, or “remove shop ${id}”.`);
}

function viewCandidates(candidates: readonly Offer[], subscription: SubscriptionView, print: Print): Message {
  const choices = listChoices(candidates, subscription, print);
  return viewChoices(subscription, choices, candidates.length - choices.length);
}
