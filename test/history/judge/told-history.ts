import type { TraceEvent } from '../trace';
import { judgeHistory } from './judge-history';
import { type PromiseName, type Terms, USUAL_TERMS } from './terms';

type Turn = Extract<TraceEvent, { kind: 'turn' }>;
type Post = Extract<TraceEvent, { kind: 'post' }>;
type Shop = Extract<TraceEvent, { kind: 'shop' }>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A history told step by step, from Thursday noon UTC on, with one process running and the chat "ann". */
export class ToldHistory {
  private readonly events: TraceEvent[] = [];
  private now = Date.UTC(2026, 0, 15, 12);
  private turns = 0;
  private shown = new Map<string, Shop>();

  constructor() {
    this.add({ kind: 'start', process: 1 });
  }

  pass(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  add(event: object): this {
    this.events.push({ at: this.now, ...event } as TraceEvent);
    return this;
  }

  /** The shop shows a price, and Ebb looks at once. */
  show(price: string | null, more: Partial<Shop> = {}): this {
    return this.hide(price, more).look(more.product);
  }

  /** The shop shows a price, and nobody looks yet. */
  hide(price: string | null, more: Partial<Shop> = {}): this {
    const product = more.product ?? 'kettle';
    const last = { title: `Blue ${product}`, inStock: true, answers: 'page', ...this.shown.get(product) };
    const shop = { ...last, kind: 'shop', product, price, ...more } as Shop;
    this.shown.set(product, shop);
    return this.add({ ...shop, at: this.now });
  }

  look(product = 'kettle'): this {
    return this.add({ kind: 'look', product, askedAt: this.now, notModified: false });
  }

  /** Looks every hour for so long. */
  watch(milliseconds: number, product = 'kettle'): this {
    for (let passed = 0; passed < milliseconds; passed += HOUR) this.pass(HOUR).look(product);
    return this;
  }

  /** A turn that is taken at once. */
  say(means: Turn['means'], chat = 'ann'): this {
    return this.ask(means, chat).take(chat);
  }

  /** A turn that is not taken yet. */
  ask(means: Turn['means'], chat = 'ann'): this {
    this.turns += 1;
    return this.add({ kind: 'turn', chat, person: chat, id: `in-${this.turns}`, text: '…', means });
  }

  take(chat = 'ann'): this {
    return this.add({ kind: 'taken', chat, id: `in-${this.turns}` });
  }

  post(text: string, more: Partial<Post> = {}): this {
    const id = `out-${this.events.length}`;
    const usual = { kind: 'post', chat: 'ann', id, replyTo: null, text, shown: true, told: 200 };
    return this.add({ ...usual, ...more });
  }

  alert(price: string, more: Partial<Post> & { product?: string } = {}): this {
    const { product = 'kettle', ...rest } = more;
    return this.post(alertText(price, product), rest);
  }

  /** The process is killed, and another one started a second later. */
  kill(): this {
    this.add({ kind: 'kill', process: 1 }).pass(1_000);
    return this.add({ kind: 'start', process: 1 });
  }

  /** Ann follows the kettle at 100.00, and was told so. */
  static following(): ToldHistory {
    return new ToldHistory()
      .hide('100.00')
      .say({ kind: 'track', product: 'kettle' })
      .pass(1_000)
      .look()
      .post('#1 Blue kettle: €100.00\nI am watching it now.')
      .watch(2 * HOUR);
  }

  /** @returns the promises that are broken, each once, by the usual terms. */
  broken(terms: Partial<Terms> = {}): readonly PromiseName[] {
    const events = [...this.events, { at: this.now, kind: 'end' } as const];
    return [...new Set(judgeHistory(events, { ...USUAL_TERMS, ...terms }).map(({ promise }) => promise))];
  }
}

function alertText(price: string, product = 'kettle'): string {
  return [
    `#1 Blue ${product}: €${price}`,
    'Down €20.00 (20 %) from €100.00.',
    'You asked for 20 % under the €100.00 of 15 Jan 2026: €80.00 or less.',
    'The lowest I saw in the last 30 days is €80.00; I looked on 1 of those days.',
  ].join('\n');
}
