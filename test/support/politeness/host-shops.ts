import type { Random } from '../../../src/core/ports';
import { type FakeAnswer, type FakeShop, productPage, startFakeShop } from '../fake-shop';
import type { ShopLog, ShopRules, ShopVisit, Span } from './visit-log';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const CRAWL_DELAY_S = 20;
const SHORT_WAIT_S = 600;
const LONG_WAIT_S = 3 * 3600;
/** One of so many requests is one too many for the shop that counts them. */
const TOO_MANY_EVERY = 20;
/** Changes a day of the price of a product: many hardly move, some all the time. */
const CHANGES_A_DAY = [0.02, 0.05, 0.1, 0.1, 0.2, 0.3, 0.5, 1, 2, 6] as const;

interface Kind {
  readonly name: string;
  readonly latencyMs: number;
  readonly validator: 'etag' | 'last-modified' | 'none';
  readonly disallows?: boolean;
  readonly countsRequests?: boolean;
  readonly breaksDown?: boolean;
  /** How many times as many products as the others. */
  readonly size?: number;
}

const KINDS: readonly Kind[] = [
  { name: 'with ETag', latencyMs: 120, validator: 'etag' },
  { name: 'with Last-Modified', latencyMs: 80, validator: 'last-modified' },
  { name: 'without validators', latencyMs: 100, validator: 'none' },
  { name: 'slow', latencyMs: 1500, validator: 'etag' },
  { name: 'with robots.txt', latencyMs: 100, validator: 'etag', disallows: true },
  { name: 'that counts requests', latencyMs: 100, validator: 'etag', countsRequests: true },
  { name: 'down for a day', latencyMs: 200, validator: 'etag', breaksDown: true },
  { name: 'with many products', latencyMs: 100, validator: 'etag', size: 5 },
];

export interface ShopsPlan {
  /** In all shops together, about. */
  readonly products: number;
  /** Prices move in it. */
  readonly span: Span;
  /** When one of the shops answers nothing but 503. */
  readonly breakdown: Span;
  readonly now: () => number;
  readonly random: Random;
}

interface Shop {
  readonly kind: Kind;
  readonly server: FakeShop;
  readonly rules: ShopRules;
}

/**
 * Shops of many kinds that answer after a while of the driven clock, whose prices move, and that write down
 * every request.
 */
export class HostShops {
  /** Links of all products. */
  readonly links: string[] = [];
  private readonly shops: Shop[] = [];
  private readonly visits: ShopVisit[] = [];
  private waiting: { readonly at: number; readonly answer: () => void }[] = [];

  private constructor(private readonly plan: ShopsPlan) {}

  static async open(plan: ShopsPlan): Promise<HostShops> {
    const shops = new HostShops(plan);
    const sizes = KINDS.reduce((sum, { size = 1 }) => sum + size, 0);
    for (const kind of KINDS) {
      await shops.add(kind, Math.max(1, Math.round((plan.products * (kind.size ?? 1)) / sizes)));
    }
    return shops;
  }

  /** As `EBB_ALLOW_PRIVATE` wants them. */
  get hosts(): string {
    return this.shops.map(({ server }) => server.host).join(',');
  }

  get log(): ShopLog {
    return {
      shops: this.shops.map(({ rules }) => rules),
      visits: [...this.visits].sort((one, other) => one.at - other.at),
    };
  }

  /** Requests that were answered. */
  get answered(): number {
    return this.visits.length;
  }

  /** Requests that wait for their answer. */
  get inFlight(): number {
    return this.waiting.length;
  }

  /** When the next answer is given; Infinity: nobody waits for one. */
  get nextAnswerAt(): number {
    return Math.min(...this.waiting.map(({ at }) => at));
  }

  /** Gives the answers whose time has come. */
  answer(): void {
    const now = this.plan.now();
    const due = this.waiting.filter(({ at }) => at <= now);
    this.waiting = this.waiting.filter(({ at }) => at > now);
    for (const { answer } of due) answer();
  }

  async close(): Promise<void> {
    for (const { server } of this.shops) await server.close();
  }

  private async add(kind: Kind, products: number): Promise<void> {
    let [asked, hasRefused] = [0, false];
    const retryAfters = new Map<object, number>();
    const server = await startFakeShop({
      now: this.plan.now,
      answers: (request) => {
        const { 'if-none-match': etag, 'if-modified-since': since } = request.headers;
        this.visits.push({
          ...{ host: server.host, path: request.path, at: request.at, endedAt: this.plan.now() },
          status: request.status ?? 0,
          conditional: etag !== undefined || since !== undefined,
          validator: kind.validator !== 'none',
          retryAfterMs: retryAfters.get(request) ?? 0,
        });
      },
    });
    const disallowed = kind.disallows === true ? ['/private'] : [];
    const rules = { host: server.host, name: kind.name, disallowed, crawlDelayMs: 0 };
    this.shops.push({
      kind,
      server,
      rules: kind.disallows === true ? { ...rules, crawlDelayMs: CRAWL_DELAY_S * SECOND } : rules,
    });
    const robots = `User-agent: *\nDisallow: /private\nCrawl-delay: ${CRAWL_DELAY_S}\n`;
    server.set('/robots.txt', () =>
      this.later(kind, () =>
        kind.disallows === true
          ? { body: robots, headers: { 'content-type': 'text/plain' } }
          : { status: 404, body: 'Not found' },
      ),
    );
    for (let index = 0; index < products; index += 1) {
      const path = `/${kind.disallows === true && index % 3 === 0 ? 'private' : 'things'}/${index}`;
      const page = this.makePage(kind, `${kind.name} ${index}`);
      server.set(path, (request) =>
        this.later(kind, () => {
          asked += 1;
          if (kind.countsRequests !== true || asked % TOO_MANY_EVERY !== 0) return page();
          const seconds = hasRefused ? SHORT_WAIT_S : LONG_WAIT_S;
          hasRefused = true;
          retryAfters.set(request, seconds * SECOND);
          return { status: 429, body: 'Too many', headers: { 'retry-after': String(seconds) } };
        }),
      );
      this.links.push(`${server.url}${path}`);
    }
  }

  private async later(kind: Kind, answer: () => FakeAnswer): Promise<FakeAnswer> {
    await new Promise<void>((resolve) => {
      this.waiting.push({ at: this.plan.now() + kind.latencyMs, answer: resolve });
    });
    return this.isDown(kind) ? { status: 503, body: 'Down' } : answer();
  }

  private isDown({ breaksDown }: Kind): boolean {
    const { breakdown, now } = this.plan;
    return breaksDown === true && now() >= breakdown.from && now() < breakdown.to;
  }

  /** What one product's page shows now: a price that moves by a tenth at most, at times drawn beforehand. */
  private makePage(kind: Kind, title: string): () => FakeAnswer {
    const { random, span, now } = this.plan;
    const perDay = CHANGES_A_DAY[Math.floor(random.fraction() * CHANGES_A_DAY.length)]!;
    const prices: { readonly from: number; readonly price: string }[] = [];
    const usual = 20 + 300 * random.fraction();
    for (let from = span.from; from < span.to; from += (-Math.log(1 - random.fraction()) * DAY) / perDay) {
      prices.push({ from, price: (usual * (0.95 + 0.1 * random.fraction())).toFixed(2) });
    }
    return () => {
      const shown = prices.findLast(({ from }) => from <= now()) ?? prices[0]!;
      const body = productPage({ title, price: shown.price });
      if (kind.validator === 'etag') return { body, etag: true };
      if (kind.validator === 'none') return { body };
      return { body, lastModified: new Date(shown.from).toUTCString() };
    };
  }
}
