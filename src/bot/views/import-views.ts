import type { ImportRefusal, ImportResult } from '../../app/import-wishes';
import type { ImportReview } from '../../app/review-import';
import type { Message } from '../../core/message';
import type { ReadingKind } from '../../core/reading';
import type { SubscriptionView } from '../../core/records';
import type { LineFault } from '../portable/read-import';
import type { Print } from '../print';
import { describePrice, nameSubscription } from './describe-product';
import { ask, makeMessage } from './make-message';
import { explainLinkRefusal } from './plain-views';
import { listFull } from './quota-views';
import { explainRefusal } from './rule-menu';

/** So many are named; of the rest it is said how many, or which lines. */
const MOST_NAMED = 10;
const MOST_EXPLAINED = 20;

/** What an import brought, before anything of it is looked at. */
export type Imported = Pick<ImportResult, 'added' | 'followed' | 'looking' | 'full'> & {
  readonly settings: number;
  readonly prices: number;
  /** In the order of their lines. */
  readonly faults: readonly LineFault[];
};

export function explainImportRefusal(link: string, refusal: ImportRefusal): string {
  switch (refusal.kind) {
    case 'link':
      return explainLinkRefusal(link, refusal.why);
    case 'rule':
      return explainRefusal(refusal.why);
    case 'double':
      return `it is the same product as in line ${refusal.of}.`;
  }
}

/** The answer at once: what is saved, and what is not. */
export function viewImporting({
  added,
  followed,
  looking,
  full,
  settings,
  prices,
  faults,
}: Imported): Message {
  const isNothing = added + followed + settings === 0;
  return makeMessage(
    {
      title: isNothing ? 'I could take nothing of that.' : nameImport(looking, added),
      lines: [
        ...(added > 0 && looking > 0
          ? [
              'They are saved. I look at them as fast as their shops allow, and tell you once, when I am through.',
            ]
          : []),
        ...(followed > 0 ? [`${countThem(followed)} in your list already and stay as they are.`] : []),
        ...(settings > 0
          ? [`${settings === 1 ? 'One setting is' : `${settings} settings are`} as the file says.`]
          : []),
        ...(prices > 0
          ? [
              'What the file says that something cost I leave out: of prices I believe only what I saw myself.',
            ]
          : []),
        ...listFull(full.map(({ quota, line }) => ({ quota, name: `line ${line}` }))),
        ...listFaults(faults),
      ],
      buttons: isNothing ? [] : [ask('My list', { do: 'list', page: 1 })],
    },
    isNothing ? undefined : 'Say “list” to see all.',
  );
}

function nameImport(looking: number, added: number): string {
  if (looking > 0) return `Looking at ${countProducts(looking)}…`;
  return added > 0 ? `${countProducts(added)} came into your list.` : 'That changes no product in your list.';
}

function countProducts(count: number): string {
  return count === 1 ? '1 product' : `${count} products`;
}

function countThem(count: number): string {
  return count === 1 ? 'One is' : `${count} are`;
}

function listFaults(faults: readonly LineFault[]): string[] {
  if (faults.length === 0) return [];
  const rest = faults.slice(MOST_EXPLAINED).map(({ line }) => line);
  return [
    faults.length === 1 ? 'One line I could not take:' : `${faults.length} lines I could not take:`,
    ...faults.slice(0, MOST_EXPLAINED).map(({ line, why }) => `line ${line}: ${why.replace(/\.$/, '')}`),
    ...(rest.length > 0 ? [`and the lines ${rest.join(', ')}`] : []),
  ];
}

/** The one answer to an import, when its products are looked at. */
export function viewImported(
  { read, fulfilled, choosing, unusual, failed, waiting }: ImportReview,
  print: Print,
): Message {
  const all = [read, choosing, unusual, failed, waiting].flat().length;
  if (all === 0) return { text: 'Nothing of what you brought in is left in your list.' };
  return makeMessage(
    {
      title: `I have looked at what you brought in: ${countProducts(all)}.`,
      lines: [
        `${countThem(read.length)} read; I know what ${read.length === 1 ? 'it costs' : 'they cost'}.`,
        ...nameAll(`${countThem(fulfilled.length)} where you want it already:`, fulfilled, (item) =>
          describeNow(item, print),
        ),
        ...nameAll(
          `${countThem(choosing.length)} open: the page shows several variants. Say “choose” and its number:`,
          choosing,
        ),
        ...nameAll(
          `${countThem(unusual.length)} unusually priced; I look again before I believe it:`,
          unusual,
        ),
        ...nameAll(`${countThem(failed.length)} not read; I keep trying:`, failed, explainFailure),
        ...nameAll(`${countThem(waiting.length)} not looked at yet; I go on:`, waiting),
      ],
      buttons: [ask('My list', { do: 'list', page: 1 })],
    },
    'Say a number to see one, or “list” to see all.',
  );
}

/** @returns nothing when there are none. */
function nameAll(
  heading: string,
  items: readonly SubscriptionView[],
  describe: (item: SubscriptionView) => string = nameSubscription,
): string[] {
  if (items.length === 0) return [];
  const rest = items.slice(MOST_NAMED).map(({ shortId }) => `#${shortId}`);
  return [
    heading,
    ...items.slice(0, MOST_NAMED).map(describe),
    ...(rest.length > 0 ? [`and ${rest.join(', ')}`] : []),
  ];
}

function describeNow(item: SubscriptionView, print: Print): string {
  const { confirmed } = item.product;
  return `${nameSubscription(item)}: ${confirmed ? describePrice(confirmed, print) : 'in stock'}`;
}

const FAILURES: Readonly<Partial<Record<ReadingKind, string>>> = {
  'not-a-product': 'the page does not look like that of one product',
  'not-found': 'the shop says that there is no such page',
  blocked: 'the shop does not let programs read it now',
  unreadable: 'no price that I can trust',
  refused: 'I may not read that page',
  unreachable: 'the shop gave no usable answer',
  unavailable: 'not for sale now',
};

function explainFailure(item: SubscriptionView): string {
  const { lastKind } = item.product;
  return `${nameSubscription(item)}: ${(lastKind && FAILURES[lastKind]) ?? 'no price'}`;
}
