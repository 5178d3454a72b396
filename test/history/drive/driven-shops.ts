import { type FakeAnswer, type FakeShop, productPage, startFakeShop } from '../../support/fake-shop';
import type { Dice } from './dice';
import { PriceWalk, type Shown } from './price-walk';
import type { TraceLog } from './trace-log';

/** Titles that are no part of one another. */
const THINGS = ['kettle', 'lamp', 'sofa', 'drill', 'tent', 'radio', 'piano', 'globe', 'easel', 'anvil'];
const COLOURS = ['Red', 'Blue', 'Green', 'Black', 'White', 'Amber'];

/** One product in a shop of its own, so that none waits for the lane of another. */
interface Stand {
  readonly title: string;
  readonly shop: FakeShop;
  readonly walk: PriceWalk;
  movesAt: number;
}

/** The shops of a run: prices move by themselves, and every answer to Ebb is written down. */
export class DrivenShops {
  private constructor(
    private readonly dice: Dice,
    private readonly trace: TraceLog,
    private readonly stands: readonly Stand[],
  ) {}

  static async start(
    count: number,
    { dice, trace, now }: { readonly dice: Dice; readonly trace: TraceLog; readonly now: () => number },
  ): Promise<DrivenShops> {
    const stands: Stand[] = [];
    for (let index = 0; index < count; index += 1) {
      const title = `${COLOURS[index % COLOURS.length]} ${THINGS[index % THINGS.length]}`;
      const shop: FakeShop = await startFakeShop({
        now,
        answers: ({ status, at: askedAt }) =>
          trace.add({ kind: 'look', product: `${shop.url}/it`, askedAt, notModified: status === 304 }),
      });
      const movesAt = now() + dice.waitAbout(2 * 86_400_000);
      stands.push({ title, shop, walk: PriceWalk.begin(dice), movesAt });
    }
    const shops = new DrivenShops(dice, trace, stands);
    for (const stand of stands) shops.show(stand);
    return shops;
  }

  /** The links of all products. */
  get products(): readonly string[] {
    return this.stands.map(({ shop }) => `${shop.url}/it`);
  }

  /** As `EBB_ALLOW_PRIVATE` wants them. */
  get hosts(): string {
    return this.stands.map(({ shop }) => shop.host).join(',');
  }

  /** In cents; null: the page shows none. */
  priceOf(product: string): number | null {
    return this.stands.find(({ shop }) => product.startsWith(shop.url))?.walk.now.cents ?? null;
  }

  /** When the next price moves. */
  get nextMoveAt(): number {
    return Math.min(...this.stands.map(({ movesAt }) => movesAt));
  }

  /** Moves what is to move by now. */
  move(now: number): void {
    for (const stand of this.stands) {
      if (stand.movesAt > now) continue;
      stand.movesAt = now + stand.walk.move();
      this.show(stand);
    }
  }

  /** Nothing moves any more, and every page can be read again. */
  settle(): void {
    for (const stand of this.stands) {
      stand.movesAt = Infinity;
      if (stand.walk.now.answers !== 'page') this.show(stand, { ...stand.walk.now, answers: 'page' });
    }
  }

  async close(): Promise<void> {
    for (const { shop } of this.stands) await shop.close();
  }

  private show({ title, shop, walk }: Stand, shown: Shown = walk.now): void {
    const price = shown.cents === null ? null : (shown.cents / 100).toFixed(2);
    const { inStock, answers } = shown;
    this.trace.add({ kind: 'shop', product: `${shop.url}/it`, title, price, inStock, answers });
    shop.set('/it', this.answerOf(shown, productPage({ title, price, availability: stockOf(inStock) })));
  }

  private answerOf({ answers }: Shown, body: string): FakeAnswer {
    switch (answers) {
      case 'page':
        return { body, etag: true };
      case 'not-found':
        return { status: 404, body: 'Not found' };
      case 'blocked':
        return this.dice.says(0.5)
          ? { status: 403, body: 'Forbidden' }
          : { status: 429, body: 'Too many requests', headers: { 'retry-after': '600' } };
      case 'error':
        return { status: this.dice.pick([500, 502, 503]), body: 'Oops' };
    }
  }
}

function stockOf(inStock: boolean): string {
  return inStock ? 'InStock' : 'OutOfStock';
}
