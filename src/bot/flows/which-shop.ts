import type { FlowState } from '../../core/flow';
import type { Action } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import { meanShop, shopsOf } from '../../core/shops';
import { isSubjectIntent } from '../intent';
import type { SubjectIntent } from '../intent';
import { readAction } from '../read-action';
import { nameShop, nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import type { Flow } from './flow';

/** A shop that can be meant: its name, and the id of its product. */
interface ShopChoice {
  readonly name: string;
  readonly id: number;
}

/** @param wish what is wished of one of the shops. */
export function askWhichShop(subject: SubscriptionView, wish: SubjectIntent): FlowState {
  const shops = shopsOf(subject).map(({ product }) => ({ name: nameShop(product.url), id: product.id }));
  return { kind: 'which-shop', action: { ...wish, id: subject.shortId }, shops };
}

/** "In which shop?" State: `action`, the wish without its shop; `shops`. */
export const whichShop: Flow = {
  ask: async (state, { store, conversation }) => {
    const wish = wishOf(state);
    const subject = wish && (await store.subscriptions.find(conversation.id, wish.id ?? 0));
    if (!subject || subject.status === 'ended') return null;
    const shops = shopsIn(state).filter(({ id }) => meanShop(subject, id));
    return makeMessage(
      {
        title: nameSubscription(subject),
        lines: ['Which shop do you mean?', ...shops.map(({ name }, index) => `${index + 1}. ${name}`)],
        buttons: [
          ...shops.map(({ name, id }) => ask(name, { ...wish, shop: id })),
          ask('Never mind', { do: 'cancel' }),
        ],
      },
      'Say its name or number, or “cancel”.',
    );
  },
  read: (state, text) => {
    const wish = wishOf(state);
    const shop = findShop(shopsIn(state), text);
    return wish && shop ? { ...wish, shop: shop.id } : null;
  },
  isAnsweredBy: (state, intent) =>
    intent.do === wishOf(state)?.do && isSubjectIntent(intent) && intent.shop !== undefined,
  describe: (state) => {
    const wish = wishOf(state) ?? { do: 'show' as const };
    const words = wish.do === 'remove-shop' ? 'remove shop' : 'wrong price';
    return {
      what: `which shop of #${wish.id ?? 0} you mean`,
      words: `${words} ${wish.id ?? 0}`,
      intent: wish,
    };
  },
};

function wishOf(state: FlowState): SubjectIntent | null {
  const intent = readAction(state['action'] as Action);
  return intent && isSubjectIntent(intent) ? intent : null;
}

function shopsIn(state: FlowState): readonly ShopChoice[] {
  return Array.isArray(state['shops']) ? (state['shops'] as ShopChoice[]) : [];
}

/** By its number, or the beginning of its name if only one begins so. */
function findShop(shops: readonly ShopChoice[], said: string): ShopChoice | undefined {
  const wanted = said
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/^(?:www\.|at |in |the )+/i, '')
    .toLowerCase();
  const number = /^#?(\d{1,2})$/.exec(wanted)?.[1];
  if (number !== undefined) return shops[Number(number) - 1];
  const named = shops.filter(({ name }) => wanted.length > 1 && name.toLowerCase().startsWith(wanted));
  return named.length === 1 ? named[0] : undefined;
}
