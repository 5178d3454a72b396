import { checkProduct } from '../../../src/app/check-product';
import { fromActivity, isActivity } from '../../../src/channels/bot-framework/from-activity';
import type { Money } from '../../../src/core/money';
import { DEFAULT_RULE } from '../../../src/core/rule';
import type { Store } from '../../../src/core/store';
import type { FakeConnector } from '../fake-connector';
import { ManualClock, seededRandom } from '../manual-clock';
import { makeOffer } from '../offers';
import { plainSeal } from '../plain-seal';
import { silentLog } from '../silent-log';

/** How large a sale is. */
export interface Sale {
  /** Conversations of each tenant, by its name. */
  readonly tenants: Readonly<Record<string, number>>;
  readonly products: number;
  /** Products that each conversation follows. */
  readonly wishes: number;
  /** One of so many conversations wants what is owed to it last at once: the pause does not hold it back. */
  readonly urgentEvery: number;
}

const HOUR = 3_600_000;
const SCHEDULE = { checkEveryMs: 6 * HOUR, floorMs: 0, minIntervalMs: 0 };
const BEFORE: Money = { minor: 9900, currency: 'EUR' };
const SALE_PRICE: Money = { minor: 7000, currency: 'EUR' };

/** Names the tenant, too: the connector sees no more than the conversation. */
function nameChat(tenant: string, index: number): string {
  return `${tenant}/${index}`;
}

export function tenantOf(chat: string): string {
  return chat.split('/')[0] ?? '';
}

function titleOf(product: number): string {
  return `Kettle ${product}.`;
}

/**
 * Everybody follows some products, then the price of each falls: the rows are made by the storage and the use
 * cases of the application, without its chat.
 * @param linkTo the page of a product.
 * @returns titles of the products that each chat is owed an alert about, in the order in which they are owed.
 */
export async function oweSale(
  store: Store,
  sale: Sale,
  { connector, linkTo, at }: { connector: FakeConnector; linkTo: (product: number) => string; at: number },
): Promise<Map<string, string[]>> {
  const products: number[] = [];
  for (let index = 0; index < sale.products; index += 1) {
    const url = linkTo(index);
    products.push((await store.products.ensure({ watcher: 'page', key: url, url }, url, at - HOUR)).id);
  }
  const titles = new Map(products.map((id, index) => [id, titleOf(index)]));
  const owed = new Map<string, string[]>();
  for (const [tenant, chats] of Object.entries(sale.tenants)) {
    for (let index = 0; index < chats; index += 1) {
      const chat = nameChat(tenant, index);
      const followed = await follow(store, sale, { connector, products, chat, index, at: at - HOUR });
      owed.set(
        chat,
        followed.map((id) => titles.get(id)!),
      );
    }
  }
  await lookAtAll(store, titles, BEFORE, at - HOUR);
  await store.system.releaseClaims();
  for (const id of products) await store.products.makeDue(id);
  await lookAtAll(store, titles, SALE_PRICE, at);
  return owed;
}

async function follow(
  store: Store,
  { wishes, urgentEvery }: Sale,
  {
    connector,
    products,
    chat,
    index,
    at,
  }: {
    connector: FakeConnector;
    products: readonly number[];
    chat: string;
    index: number;
    at: number;
  },
): Promise<number[]> {
  const tenantId = tenantOf(chat);
  const activity = connector.inbound({
    conversation: chat,
    person: `29:${chat}`,
    activity: {
      conversation: { id: chat, conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
    },
  });
  if (!isActivity(activity)) throw new Error('no activity');
  const { id } = await store.conversations.meet(fromActivity(activity, plainSeal)!.where, at, 'spoke');
  const followed: { readonly productId: number; readonly subscriptionId: number }[] = [];
  for (let wish = 0; wish < wishes; wish += 1) {
    const productId = products[(index + Math.floor((wish * products.length) / wishes)) % products.length]!;
    const owner = { conversationId: id, person: `29:${chat}` };
    const { subscription } = await store.subscriptions.add(owner, productId, DEFAULT_RULE, null, at);
    followed.push({ productId, subscriptionId: subscription.id });
  }
  followed.sort((a, b) => a.productId - b.productId);
  const last = followed.at(-1);
  if (last && index % urgentEvery === 0)
    await store.subscriptions.setUrgent(id, last.subscriptionId, 'interject');
  return followed.map(({ productId }) => productId);
}

/** As the loop of the polls does it, with a shop that answers at once. */
async function lookAtAll(
  store: Store,
  titles: ReadonlyMap<number, string>,
  price: Money,
  at: number,
): Promise<void> {
  const clock = new ManualClock(at);
  const claim = { token: 'sale', expiresAt: at + 120_000 };
  for (const [id, title] of titles) {
    const claimed = await store.products.claimOne(id, at, claim);
    if (!claimed) throw new Error(`product ${id} cannot be claimed`);
    const reading = { kind: 'offer' as const, offers: [makeOffer(price, { title })], chosen: 0 };
    await checkProduct(
      {
        products: store.products,
        looker: { identify: () => null, look: () => Promise.resolve({ reading, validators: {} }) },
        ...{ clock, random: seededRandom(1), log: silentLog },
        wake: { polls: () => undefined, deliveries: () => undefined },
        scheduleFor: () => SCHEDULE,
      },
      claimed,
      new AbortController().signal,
    );
  }
}
