import type { Money } from '../../core/money';
import type { Objection, Shown } from '../../core/objection';
import type { Print } from '../print';

/** What a person said, and what follows from it. */
export function describeObjection({ shown, to, at }: Objection, print: Print): string {
  return (
    `On ${print.moment(at)} you told me that the shop shows ${describeShown(shown, print)}. ` +
    promiseSilence(to, print)
  );
}

/** How long no alert comes. */
export function promiseSilence(to: Money | null, print: Print): string {
  const price = to === null ? 'a price' : `another price than ${print.money(to)}`;
  return `I send no alert until I read ${price} there.`;
}

export function describeShown(shown: Shown, print: Print): string {
  switch (shown.kind) {
    case 'price':
      return print.money(shown.price);
    case 'no-price':
      return 'no price';
    case 'other-product':
      return 'another product';
  }
}
