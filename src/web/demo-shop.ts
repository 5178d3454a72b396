import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { lessPercent, toDecimal, type Money } from '../core/money';
import type { Random } from '../core/ports';
import { renderDemoPage } from './demo-page';
import { closeServer, listen } from './listen';

/**
 * A shop with one product, whose price each visitor lowers for themselves. It forgets everything when it
 * closes.
 */
export interface DemoShop {
  /** `host:port`, for the address guard. */
  readonly hostPort: string;
  readonly url: string;
  /** The product of this visitor; the same link on every call. */
  productUrl(session: string): string;
  /** Lowers this visitor's price by 25 %. @returns the new price. */
  lower(session: string): Money;
  /** Somebody has looked at this visitor's product page. */
  wasVisited(session: string): boolean;
  close(): Promise<void>;
}

interface Shelf {
  readonly id: string;
  price: Money;
  visited: boolean;
}

const LIST_PRICE: Money = { minor: 12_900, currency: 'EUR' };
const LOWEST: Money = { minor: 100, currency: 'EUR' };
const MAX_VISITORS = 5000;
const PATH = /^\/shelf\/([\w-]+)\/tideglow-desk-lamp$/;

/** One shelf per visitor; with too many visitors the oldest shelf is cleared. */
class Shelves {
  private readonly bySession = new Map<string, Shelf>();
  private readonly byId = new Map<string, Shelf>();

  constructor(private readonly random: Random) {}

  of(session: string): Shelf {
    return this.bySession.get(session) ?? this.add(session);
  }

  find(id: string): Shelf | undefined {
    return this.byId.get(id);
  }

  private add(session: string): Shelf {
    const shelf: Shelf = { id: this.random.token(12), price: LIST_PRICE, visited: false };
    this.bySession.set(session, shelf);
    this.byId.set(shelf.id, shelf);
    const [oldest] = this.bySession;
    if (oldest && this.bySession.size > MAX_VISITORS) {
      this.bySession.delete(oldest[0]);
      this.byId.delete(oldest[1].id);
    }
    return shelf;
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  shelf: Shelf | undefined,
  url: string,
): void {
  if (!shelf) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
  shelf.visited = true;
  const etag = `"${shelf.price.minor}"`;
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag, 'cache-control': 'no-cache' });
  response.end(renderDemoPage(url, shelf.price, LIST_PRICE));
}

/** Opens the shop on a free loopback port. */
export async function createDemoShop({ random }: { readonly random: Random }): Promise<DemoShop> {
  const shelves = new Shelves(random);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', url);
    answer(request, response, shelves.find(PATH.exec(pathname)?.[1] ?? ''), `${url}${pathname}`);
  });
  const hostPort = `127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
  const url = `http://${hostPort}`;
  return {
    hostPort,
    url,
    productUrl: (session) => `${url}/shelf/${shelves.of(session).id}/tideglow-desk-lamp`,
    lower: (session) => {
      const shelf = shelves.of(session);
      const lower = lessPercent(shelf.price, 25);
      shelf.price = lower.minor < LOWEST.minor ? LOWEST : lower;
      return shelf.price;
    },
    wasVisited: (session) => shelves.of(session).visited,
    close: () => closeServer(server, 0),
  };
}

/** "96.75 EUR": plain enough for a line under a button. */
export function printDemoPrice(price: Money): string {
  return `${toDecimal(price)} ${price.currency}`;
}
