import type { Message } from '../../core/message';
import type { Offer } from '../../core/offer';
import type { SubscriptionView } from '../../core/records';
import { cleanText } from '../clean-text';
import type { Print } from '../print';
import { nameSubscription } from './describe-product';
import { ask, makeMessage } from './make-message';

/** More do not fit under one card. */
const MOST_CHOICES = 8;

/** A variant that can be chosen. */
export interface Choice {
  /** Its name and price, as they were shown. */
  readonly name: string;
  readonly url: string;
}

/** @returns the candidates that have a link of their own, so that they can be chosen by it. */
export function listChoices(
  candidates: readonly Offer[],
  { product }: SubscriptionView,
  print: Print,
): readonly Choice[] {
  return candidates
    .filter(({ url }) => url !== product.url)
    .slice(0, MOST_CHOICES)
    .map((offer) => ({ name: nameCandidate(offer, print), url: offer.url }));
}

/** Several products or variants: which one is meant? @param more how many others there are. */
export function viewChoices(subscription: SubscriptionView, choices: readonly Choice[], more = 0): Message {
  const { shortId: id } = subscription;
  const lines = [
    'There are several of it, with their own prices. Which one do you mean?',
    ...choices.map(({ name }, index) => `${index + 1}. ${name}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
  const buttons = [
    ...choices.map(({ name, url }) => ask(name, { do: 'choose', id, url })),
    ask('Another one…', { do: 'type-choice', id }),
    ask('Stop', { do: 'stop', id }),
  ];
  const words = choices.length > 0 ? 'Say its number, or ' : 'Say ';
  return makeMessage(
    { title: nameSubscription(subscription), lines, buttons },
    `${words}“choose ${id}” to paste the link of the one you mean.`,
  );
}

function nameCandidate(offer: Offer, print: Print): string {
  const name = cleanText(offer.variant ?? offer.title, 60);
  return offer.price === null ? name : `${name}, ${print.money(offer.price)}`;
}
