import { confirmedAt } from '../../app/current-price';
import type { ShownWish } from '../../app/object-to-price';
import type { FlowState } from '../../core/flow';
import type { Product, SubscriptionView } from '../../core/records';
import { meanShop } from '../../core/shops';
import type { Print } from '../print';
import { readText } from '../read-text';
import { describePrice, nameAtShop } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { subjectOf } from './flow';
import type { Flow } from './flow';

const NO_PRICE = /^(?:it(?:'s| is| shows| has) )?(?:no price|sold out|not for sale|out of stock)\b/i;
const OTHER_PRODUCT =
  /^(?:it(?:'s| is) )?(?:an?)?(?:other|different|the wrong|wrong) (?:product|item|one|variant)\b/i;
const PRICE_RIGHT = /^(?:it|that|the price)?(?:'s| is)? ?(?:right|correct)\b/i;
const LEAD_IN = /^(?:(?:it|the shop|the page|the price|now) )?(?:shows?|says?|costs?|is|at)? ?(?:now )?/i;

/** @param subject with the product whose price is meant. */
export function askWhatShopShows({ shortId: id, product }: SubscriptionView): FlowState {
  return { kind: 'wrong-price', id, shop: product.id };
}

/** "What does the shop show?" State: `id`, the short id; `shop`, the product. */
export const wrongPrice: Flow = {
  ask: async (state, { store, conversation, print }) => {
    const id = subjectOf(state);
    const found = await store.subscriptions.find(conversation.id, id);
    const shop = shopOf(state);
    const subject = found && meanShop(found, shop);
    const { product } = subject ?? {};
    if (!subject || !product?.confirmed || subject.status === 'ended') return null;
    return makeMessage(
      {
        title: nameAtShop(subject),
        lines: [
          describeRead(product, print),
          'What does the shop show now, to everybody, without a voucher or an account? Type the price.',
        ],
        buttons: [
          { title: 'Go to shop', url: product.url },
          ask('No price', { do: 'object', id, shop, shown: 'no-price' }),
          ask('Another product', { do: 'object', id, shop, shown: 'other-product' }),
          ask('The price is right', { do: 'price-right', id, shop }),
          ask('Never mind', { do: 'cancel' }),
        ],
      },
      'Or say “no price”, “another product”, “right” or “cancel”.',
    );
  },
  read: (state, text) => {
    const id = subjectOf(state);
    const plain = text.trim().replace(/[\u2018\u2019]/g, "'");
    const shop = shopOf(state);
    if (PRICE_RIGHT.test(plain)) return { do: 'price-right', id, shop };
    const wish = readShown(plain);
    return wish && { do: 'object', id, shop, ...wish };
  },
  isAnsweredBy: (state, intent) =>
    (intent.do === 'object' || intent.do === 'price-right') && intent.id === subjectOf(state),
  describe: (state) => {
    const id = subjectOf(state);
    return {
      what: `what the shop shows for #${id}`,
      words: `wrong price ${id}`,
      intent: { do: 'wrong-price', id, shop: shopOf(state) },
    };
  },
};

function shopOf(state: FlowState): number {
  return typeof state['shop'] === 'number' ? state['shop'] : 0;
}

function describeRead(product: Product, print: Print): string {
  const { confirmed } = product;
  const at = confirmedAt(product);
  const price = confirmed?.price ? describePrice(confirmed, print) : 'no price';
  return at === null ? `The last I read there is ${price}.` : `I read ${price} there on ${print.moment(at)}.`;
}

function readShown(text: string): ShownWish | null {
  if (NO_PRICE.test(text)) return { shown: 'no-price' };
  if (OTHER_PRODUCT.test(text)) return { shown: 'other-product' };
  const intent = readText(`at ${text.replace(LEAD_IN, '')}`);
  if (intent.do !== 'rule' || intent.rule !== 'target' || intent.id !== undefined) return null;
  const { amount, sign } = intent;
  return { shown: 'price', amount, ...(sign === undefined ? {} : { sign }) };
}
