import type { Message } from '../../core/message';
import { lessPercent, percentBelow } from '../../core/money';
import type { AlertBody } from '../../core/notice';
import type { ToldNotice } from '../../core/records';
import type { Sequel } from '../../core/sequel';
import { cleanText } from '../clean-text';
import type { Print } from '../print';
import { sortByPrice } from '../../core/shops';
import { describePrice, nameAtShop, nameShop } from './describe-product';
import { shortenRule } from './describe-rule';
import { shortenSequel } from './describe-sequel';
import { ask, makeMessage, type Draft } from './make-message';
import { shortenPurchase } from './purchase-card';

/** So many stand on the card; the rest is one press away. */
const SHOWN = 5;
/** More on one page is more than anybody reads, and than some channels take in one message. */
const PAGE_SIZE = 20;

/** With what became of an alert since its card was sent; null: it is as it was told. */
export type ToldSince = ToldNotice & { readonly sequel?: Sequel | null };

/**
 * Several things to say at once, the best first. Who sees no card has no button to press, so its text says
 * more.
 * @param deliveryId names them, to show all.
 */
export function viewDigest(told: readonly ToldSince[], deliveryId: number, print: Print): Message {
  const best = groupBest(told);
  const shown = best.slice(0, SHOWN);
  const draft = (count: number): Draft => ({ title: titleOf(told), lines: listTold(best, count, print) });
  const buttons = [
    ...(best.length > SHOWN
      ? [ask(`Show all ${best.length}`, { do: 'told', delivery: deliveryId, page: 1 })]
      : []),
    ...shown.flatMap(([{ subscription }]) =>
      subscription ? [ask(`#${subscription.shortId}`, { do: 'show', id: subscription.shortId })] : [],
    ),
  ];
  const { card } = makeMessage({ ...draft(SHOWN), buttons });
  const { text } = makeMessage(
    draft(PAGE_SIZE),
    'Say a number to see one, or “list” to see all that I watch.',
  );
  return { text, ...(card && { card }) };
}

function listTold(best: readonly Line[], count: number, print: Print): string[] {
  const more = best.length - count;
  const lines = best.slice(0, count).map((one) => describeLine(one, print));
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

function titleOf(told: readonly ToldNotice[]): string {
  const products = new Set(told.map(({ subscription }) => subscription?.id));
  return products.has(undefined)
    ? `${told.length} pieces of news`
    : `News about ${products.size} of your products`;
}

/**
 * One page of all that went out in one message; `page` counts from 1, and what is beyond the last one means
 * that.
 */
export function viewAllTold(
  told: readonly ToldNotice[],
  { delivery, page: wanted }: { readonly delivery: number; readonly page: number },
  print: Print,
): Message {
  if (told.length === 0)
    return { text: 'I no longer know what that was. Say “list” to see how things stand.' };
  const best = groupBest(told);
  const pages = Math.ceil(best.length / PAGE_SIZE);
  const page = Math.min(wanted, pages);
  const shown = best.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return makeMessage(
    {
      title: pages > 1 ? `${titleOf(told)} (page ${page} of ${pages})` : titleOf(told),
      lines: shown.map((one) => describeLine(one, print)),
      buttons: [
        ...(page > 1 ? [ask('Previous', { do: 'told', delivery, page: page - 1 })] : []),
        ...(page < pages ? [ask('Next', { do: 'told', delivery, page: page + 1 })] : []),
        ask('My list', { do: 'list', page: 1 }),
      ],
    },
    'Say a number to see one, or “list” to see all that I watch.',
  );
}

/**
 * What makes one line: one piece of news, or the alerts about one thing in several shops, the cheapest first.
 */
type Line = readonly [ToldSince, ...ToldSince[]];

/** What fell furthest comes first, what is no fall last. */
function groupBest(told: readonly ToldSince[]): Line[] {
  const sorted = [...dropOutdated(told)].sort((a, b) => fallOf(b) - fallOf(a));
  const lines = new Map<ToldSince | number, ToldSince[]>();
  for (const one of sorted) {
    // What is not as it was told has a line of its own.
    const isAsTold = one.body.kind === 'alert' && !one.sequel;
    const key = (isAsTold ? one.subscription?.id : undefined) ?? one;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  return [...lines.values()].flatMap((line) => {
    const [first, ...others] = sortByPrice(line, ({ body }) =>
      body.kind === 'alert' ? body.offer.price : null,
    );
    return first ? [[first, ...others] as const] : [];
  });
}

/** Of several alerts about one product of a subscription only the last. */
function dropOutdated(told: readonly ToldSince[]): Iterable<ToldSince> {
  const last = new Map<ToldSince | string, ToldSince>();
  for (const one of told) {
    const { body, subscription } = one;
    const isAlert = body.kind === 'alert' && subscription !== null;
    last.set(isAlert ? `${subscription.id} ${subscription.product.id}` : one, one);
  }
  return last.values();
}

function fallOf({ body }: ToldNotice): number {
  if (body.kind !== 'alert' || !body.before || !body.offer.price) return -Infinity;
  return percentBelow(body.before, body.offer.price) ?? -Infinity;
}

function describeLine([first, ...also]: Line, print: Print): string {
  const others = also.flatMap(({ body }) =>
    body.kind === 'alert' ? [`${nameShop(body.offer.url)} ${describePrice(body.offer, print)}`] : [],
  );
  const line = describeTold(first, print);
  return others.length === 0 ? line : `${line}; also at ${others.join(', ')}`;
}

function describeTold({ body, subscription, sequel }: ToldSince, print: Print): string {
  if (body.kind === 'external') return cleanText(`${body.source}: ${body.text}`, 300);
  const name = subscription ? nameAtShop(subscription) : 'A product that is no longer in your list';
  if (body.kind === 'alert') {
    const title = subscription ? name : cleanText(body.offer.title, 80);
    const fall = fallOf({ body, subscription });
    const change = fall >= 1 ? `, ${print.percent(Math.round(fall))} less` : '';
    const price = describePrice(body.offer, print);
    if (sequel) return `${title}: ${shortenSequel(sequel, print)}; it was ${price}`;
    const purchase = subscription?.purchase;
    const why = purchase ? shortenPurchase(purchase, print) : recallWish(body, print);
    return `${title}: ${price}${change} · ${why}`;
  }
  return `${name}: ${body.kind === 'trouble' ? TROUBLES[body.trouble.kind] : 'there is news'}`;
}

/** What was asked for, as short as it can be said. */
function recallWish({ rule, baseline }: AlertBody, print: Print): string {
  const limit =
    rule.kind === 'target'
      ? rule.amount
      : rule.kind === 'drop' && baseline
        ? lessPercent(baseline.price, rule.percent)
        : null;
  return limit ? `you asked for ${print.money(limit)}` : shortenRule(rule, baseline, print);
}

const TROUBLES = {
  'currency-changed': 'its shop shows another currency',
  'cannot-read': 'I cannot read it now',
  'reads-again': 'I can read it again',
  over: 'its day is over',
  'return-over': 'it can no longer be returned, so I have stopped watching it',
} as const;
