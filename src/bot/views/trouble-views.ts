import type { Message } from '../../core/message';
import type { TroubleBody } from '../../core/notice';
import type { Reading } from '../../core/reading';
import type { Product, SubscriptionView } from '../../core/records';
import type { Print } from '../print';
import { describePrice, nameAtShop } from './describe-product';
import { explainReading, isFailed } from './explain-reading';
import { ask, makeMessage } from './make-message';

type Trouble = TroubleBody['trouble'];

/** Something stands between a wish and its watching, or no longer does. */
export function viewTrouble(trouble: Trouble, subscription: SubscriptionView, print: Print): Message {
  switch (trouble.kind) {
    case 'currency-changed':
      return viewCurrencyChanged(trouble, subscription, print);
    case 'cannot-read':
      return viewCannotRead(trouble, subscription, print);
    case 'reads-again':
      return viewReadsAgain(subscription, print);
    case 'over':
      return viewOver(trouble, subscription, print);
    case 'return-over':
      return viewReturnOver(trouble, subscription, print);
  }
}

function viewCurrencyChanged(
  { from, to }: Extract<Trouble, { kind: 'currency-changed' }>,
  subscription: SubscriptionView,
  print: Print,
): Message {
  const { shortId: id, rule } = subscription;
  const isAmount = rule.kind === 'target';
  const question = isAmount
    ? `Your price of ${print.money(rule.amount)} says nothing in ${to.currency}: which price shall count?`
    : `Shall I keep your rule, measured from today's ${print.money(to)}?`;
  const lines = [
    `The shop now shows its price in ${to.currency} instead of ${from}: ${print.money(to)}.`,
    'I cannot compare the two, so I send no alert until you answer.',
    question,
  ];
  const keep = isAmount
    ? ask('A price…', { do: 'type-target', id })
    : ask('Keep the rule', { do: 'keep-rule', id });
  const buttons = [
    keep,
    ask('Change rule', { do: 'rules', id }),
    ask('Wrong price?', { do: 'wrong-price', id }),
    ask('Stop', { do: 'stop', id }),
  ];
  const words = isAmount ? `Say “${id} at 80”, or “stop ${id}”.` : `Say “keep ${id}”, or “stop ${id}”.`;
  return makeMessage({ title: nameAtShop(subscription), lines, buttons }, words);
}

function viewCannotRead(
  { reading }: Extract<Trouble, { kind: 'cannot-read' }>,
  subscription: SubscriptionView,
  print: Print,
): Message {
  const { shortId: id, product } = subscription;
  const { what, advice } = isFailed(reading)
    ? explainReading(reading, product.url)
    : { what: 'The page no longer says which product is meant.', advice: 'Please check the link.' };
  const lines = [
    describeSilence(reading, product),
    what,
    advice,
    ...(product.confirmed ? [`The last price I saw is ${describePrice(product.confirmed, print)}.`] : []),
    'I will tell you once when it works again.',
  ];
  const buttons = [
    { title: 'Go to shop', url: product.url },
    ask('Check now', { do: 'check', id }),
    ask('Stop', { do: 'stop', id }),
  ];
  return makeMessage(
    { title: nameAtShop(subscription), lines, buttons },
    `You can say “check ${id}” or “stop ${id}”.`,
  );
}

function describeSilence({ kind }: Reading, { confirmed }: Product): string {
  if (kind !== 'refused') return 'I have not been able to read it for a while.';
  return confirmed ? 'I do not read it any more.' : 'I have not read it so far.';
}

function viewReadsAgain(subscription: SubscriptionView, print: Print): Message {
  const { product, shortId: id } = subscription;
  const { confirmed, url } = product;
  const headline = confirmed ? { headline: describePrice(confirmed, print) } : {};
  return makeMessage({
    title: nameAtShop(subscription),
    ...headline,
    lines: ['I can read it again, and go on watching.'],
    buttons: [{ title: 'Go to shop', url }, ask('Wrong price?', { do: 'wrong-price', id })],
  });
}

function viewOver(
  { endsOn, lowest }: Extract<Trouble, { kind: 'over' }>,
  subscription: SubscriptionView,
  print: Print,
): Message {
  const lines = [
    `It was for ${print.date(endsOn)}, and that day is past: I have stopped watching it.`,
    ...(lowest === null ? [] : [`The lowest price I saw was ${print.money(lowest)}.`]),
    'For another date, paste a new link.',
  ];
  return makeMessage({
    title: nameAtShop(subscription),
    lines,
    buttons: [
      { title: 'Go to shop', url: subscription.product.url },
      ask('My list', { do: 'list', page: 1 }),
    ],
  });
}

/** One kind sentence at the end of the time in which a purchase could be returned. */
function viewReturnOver(
  { price, lowest }: Extract<Trouble, { kind: 'return-over' }>,
  subscription: SubscriptionView,
  print: Print,
): Message {
  const paid = print.money(price);
  const there = subscription.others.length === 0 ? '' : 'there ';
  const saving = lowest?.currency === price.currency ? price.minor - lowest.minor : 0;
  const wasCheaper =
    lowest !== null && saving > 0
      ? `The lowest I saw ${there}since you bought it for ${paid} was ${print.money(lowest)}: ${print.money({ ...price, minor: saving })} less.`
      : `I never saw it cheaper ${there}than the ${paid} you paid: well bought!`;
  return makeMessage({
    title: nameAtShop(subscription),
    lines: [wasCheaper, 'It can no longer be returned, so I have stopped watching it. Enjoy it!'],
    buttons: [ask('My list', { do: 'list', page: 1 })],
  });
}
