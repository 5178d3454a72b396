import type { Money } from '../../core/money';
import type { AlertBody } from '../../core/notice';
import { isForSale } from '../../core/offer';
import type { Sequel } from '../../core/sequel';
import type { Print } from '../print';

/** What a card says of an alert that things have moved on from: large, and in a sentence. */
export interface SequelWords {
  readonly headline: string;
  readonly line: string;
}

export function describeSequel(sequel: Sequel, alert: AlertBody, print: Print): SequelWords {
  const then = alert.offer.price === null ? null : print.money(alert.offer.price);
  const thenShown = then === null ? 'Then' : `Then ${then}`;
  switch (sequel.kind) {
    case 'over':
      return describeOver(sequel, then, print);
    case 'moved':
      return describeMove(sequel, alert, then, print);
    case 'told-again': {
      const price = printPrice(sequel.later.price, print);
      const line = `I wrote about it again on ${print.moment(sequel.later.at)}${price && `: ${price}`}.`;
      return { headline: thenShown, line };
    }
    case 'mistaken': {
      const price = printPrice(sequel.price, print);
      return {
        headline: 'That price does not count',
        line: `I no longer believe ${then ?? 'what I told you'}${price && `: the shop shows ${price}`}.`,
      };
    }
    case 'ended':
      return { headline: thenShown, line: 'I no longer watch it, so I cannot say what it costs now.' };
  }
}

function describeOver(
  { since, now }: Extract<Sequel, { kind: 'over' }>,
  then: string | null,
  print: Print,
): SequelWords {
  const isSoldOut = !isForSale(now.availability);
  const headline = `${isSoldOut ? 'Sold out' : 'Over'} since ${print.moment(since)}`;
  const told = then === null ? 'I told you that it was there' : `It was ${then} when I told you`;
  const price = printPrice(now.price, print);
  return { headline, line: isSoldOut || !price ? `${told}.` : `${told}; it is ${price} now.` };
}

function describeMove(
  { since, now }: Extract<Sequel, { kind: 'moved' }>,
  { offer }: AlertBody,
  then: string | null,
  print: Print,
): SequelWords {
  const isLower = offer.price !== null && now.price !== null && now.price.minor < offer.price.minor;
  const price = printPrice(now.price, print) || 'In stock';
  const headline = isLower ? `Now even lower: ${price}` : `Now ${price}`;
  const told = then === null ? '' : `; it was ${then} when I told you`;
  return { headline, line: `So since ${print.moment(since)}${told}.` };
}

function printPrice(price: Money | null, print: Print): string {
  return price === null ? '' : print.money(price);
}

/** The same in the line of a digest. */
export function shortenSequel(sequel: Sequel, print: Print): string {
  switch (sequel.kind) {
    case 'over': {
      const word = isForSale(sequel.now.availability) ? 'over' : 'sold out';
      return `${word} since ${print.moment(sequel.since)}`;
    }
    case 'moved':
      return `${printPrice(sequel.now.price, print) || 'in stock'} since ${print.moment(sequel.since)}`;
    case 'told-again':
      return `told again on ${print.moment(sequel.later.at)}`;
    case 'mistaken':
      return 'that price does not count';
    case 'ended':
      return 'no longer watched';
  }
}
