import type { Message } from '../../core/message';
import { percentBelow } from '../../core/money';
import type { ToldNotice } from '../../core/records';
import { cleanText } from '../clean-text';
import type { Print } from '../print';
import { describePrice, nameSubscription } from './describe-product';
import { shortenRule } from './describe-rule';
import { ask, makeMessage } from './make-message';

/** So many stand on the card; the rest is one press away. */
const SHOWN = 5;
/** More lines do not fit into one message. */
const MOST_LINES = 60;

/** Several things to say at once, the best first. @param deliveryId names them, to show all. */
export function viewDigest(told: readonly ToldNotice[], deliveryId: number, print: Print): Message {
  const best = sortBest(told);
  const shown = best.slice(0, SHOWN);
  const more = best.length - shown.length;
  return makeMessage(
    {
      title: titleOf(told),
      lines: [...shown.map((one) => describeTold(one, print)), ...(more > 0 ? [`… and ${more} more`] : [])],
      buttons: [
        ...(more > 0 ? [ask('Show all', { do: 'told', delivery: deliveryId })] : []),
        ...shown.flatMap(({ subscription }) =>
          subscription ? [ask(`#${subscription.shortId}`, { do: 'show', id: subscription.shortId })] : [],
        ),
      ],
    },
    'Say a number to see one.',
  );
}

function titleOf(told: readonly ToldNotice[]): string {
  const products = new Set(told.map(({ subscription }) => subscription?.id));
  return products.has(undefined)
    ? `${told.length} pieces of news`
    : `News about ${products.size} of your products`;
}

/** All that went out in one message. */
export function viewAllTold(told: readonly ToldNotice[], print: Print): Message {
  if (told.length === 0)
    return { text: 'I no longer know what that was. Say “list” to see how things stand.' };
  const best = sortBest(told);
  const lines = best.slice(0, MOST_LINES).map((one) => describeTold(one, print));
  const more = best.length - lines.length;
  return makeMessage(
    {
      title: `All ${best.length}`,
      lines: [...lines, ...(more > 0 ? [`… and ${more} more, see “list”`] : [])],
      buttons: [ask('My list', { do: 'list', page: 1 })],
    },
    'Say a number to see one.',
  );
}

/** What fell furthest comes first, what is no fall last. */
function sortBest(told: readonly ToldNotice[]): ToldNotice[] {
  return [...told].sort((a, b) => fallOf(b) - fallOf(a));
}

function fallOf({ body }: ToldNotice): number {
  if (body.kind !== 'alert' || !body.before || !body.offer.price) return -Infinity;
  return percentBelow(body.before, body.offer.price) ?? -Infinity;
}

function describeTold({ body, subscription }: ToldNotice, print: Print): string {
  if (body.kind === 'external') return cleanText(`${body.source}: ${body.text}`, 300);
  const name = subscription ? nameSubscription(subscription) : 'A product that is no longer in your list';
  if (body.kind === 'alert') {
    const title = subscription ? name : cleanText(body.offer.title, 80);
    const fall = fallOf({ body, subscription });
    const change = fall >= 1 ? `, ${print.percent(Math.round(fall))} less` : '';
    return `${title}: ${describePrice(body.offer, print)}${change} · ${shortenRule(body.rule, body.baseline, print)}`;
  }
  return `${name}: ${body.kind === 'trouble' ? TROUBLES[body.trouble.kind] : 'there is news'}`;
}

const TROUBLES = {
  'currency-changed': 'its shop shows another currency',
  'cannot-read': 'I cannot read it now',
  'reads-again': 'I can read it again',
  over: 'its day is over',
} as const;
