import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface FakeAnswer {
  /** Default 200. */
  readonly status?: number;
  /**
   * Lower case names. Added to `content-type: text/html; charset=utf-8`, or in its place; an array repeats
   * the header.
   */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Gives an ETag made from the body, and 304 to whoever sends it back. */
  readonly etag?: boolean;
  /** `Last-Modified`, verbatim; 304 to whoever sends it back. */
  readonly lastModified?: string;
}

/**
 * A fixed answer, one worked out per request (also later, as a promise), or bytes written to the socket by
 * hand.
 */
type FakePage =
  | FakeAnswer
  | ((request: LoggedRequest) => FakeAnswer | Promise<FakeAnswer>)
  | { readonly raw: (socket: Socket) => void };

interface LoggedRequest {
  readonly method: string;
  /** With the query, as it came. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage['headers'];
  /** Empty until all of it has come, and for whoever sends none. */
  body: string;
  /** Milliseconds since 1970, from the clock of `startFakeShop`. */
  readonly at: number;
  /** When the answer was complete or the connection gone; null while it is in flight. */
  endedAt: number | null;
  /** Requests of this shop in flight when it came, itself included. */
  readonly inFlight: number;
  /** The status answered; null when none (yet), or by hand. */
  status: number | null;
}

/** A shop on a free loopback port. Paths that were never set answer 404, so there is no robots.txt either. */
export interface FakeShop {
  /** `http://127.0.0.1:PORT` (or https), without a slash at the end. */
  readonly url: string;
  /** `127.0.0.1:PORT`, as `EBB_ALLOW_PRIVATE` and `EBB_TRUSTED_SHOPS` want it. */
  readonly host: string;
  readonly requests: readonly LoggedRequest[];
  /** Sets or replaces what a path answers. A path without a query also answers for every query. */
  set(path: string, page: FakePage): void;
  /** The requests for one path, whatever the query. */
  requestsTo(path: string): readonly LoggedRequest[];
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * @param options.now the clock of the request log; the machine's when left out.
 * @param options.tls serves https with this key and certificate (PEM).
 * @param options.answers is told of each answer as it goes out.
 */
export async function startFakeShop(
  options: {
    readonly now?: () => number;
    readonly tls?: { readonly key: string; readonly cert: string };
    readonly answers?: (request: LoggedRequest) => void;
  } = {},
): Promise<FakeShop> {
  const now = options.now ?? (() => Date.now());
  const pages = new Map<string, FakePage>();
  const requests: LoggedRequest[] = [];

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/';
    const logged: LoggedRequest = {
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: '',
      at: now(),
      endedAt: null,
      inFlight: requests.filter((each) => each.endedAt === null).length + 1,
      status: null,
    };
    requests.push(logged);
    response.once('close', () => (logged.endedAt = now()));
    const page = pages.get(path) ?? pages.get(withoutQuery(path));
    void answer(page, logged, request, response).then(() => options.answers?.(logged));
  };
  const server = options.tls === undefined ? createServer(serve) : createSecureServer(options.tls, serve);
  // A test that fails before close() must still be able to end.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://${host}`,
    host,
    requests,
    set: (path, page) => void pages.set(path, page),
    requestsTo: (path) => requests.filter((each) => withoutQuery(each.path) === path),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface FakeProduct {
  readonly title?: string;
  /** As the shop writes it: `99.00`. null renders a page without any price. */
  readonly price?: string | null;
  /** ISO 4217. */
  readonly currency?: string;
  /** A schema.org name: `InStock`, `OutOfStock`, `PreOrder`, … */
  readonly availability?: string;
  readonly sku?: string;
  /** `link rel=canonical`. */
  readonly canonical?: string;
}

/** An HTML page of one product that shows its price and says the same in JSON-LD. */
export function productPage(product: FakeProduct = {}): string {
  const { title = 'Blue kettle', price = '99.00', currency = 'EUR', availability = 'InStock' } = product;
  const offer = {
    '@type': 'Offer',
    price,
    priceCurrency: currency,
    availability: `https://schema.org/${availability}`,
  };
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: title,
    ...(product.sku === undefined ? {} : { sku: product.sku }),
    ...(price === null ? {} : { offers: offer }),
  };
  const canonical =
    product.canonical === undefined ? '' : `<link rel="canonical" href="${escape(product.canonical)}">`;
  const shown = price === null ? '' : `<p class="price">${escape(price)} ${escape(currency)}</p>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escape(title)}</title>${canonical}
<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script></head>
<body><main><h1>${escape(title)}</h1>${shown}<button>Add to basket</button></main></body>
</html>`;
}

async function answer(
  page: FakePage | undefined,
  logged: LoggedRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (page !== undefined && 'raw' in page) {
    page.raw(request.socket);
    return;
  }
  if (logged.method === 'POST') logged.body = await text(request);
  const fixed =
    typeof page === 'function' ? await page(logged) : (page ?? { status: 404, body: 'Not found' });
  const headers = headersOf(fixed);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const known = isKnown(request.headers, headers);
  logged.status = known ? 304 : (fixed.status ?? 200);
  response.statusCode = logged.status;
  response.end(known ? undefined : fixed.body);
}

function headersOf(fixed: FakeAnswer): Record<string, string | readonly string[]> {
  const etag = `"${createHash('sha256')
    .update(fixed.body ?? '')
    .digest('hex')
    .slice(0, 16)}"`;
  return {
    'content-type': 'text/html; charset=utf-8',
    ...(fixed.etag === true ? { etag } : {}),
    ...(fixed.lastModified === undefined ? {} : { 'last-modified': fixed.lastModified }),
    ...fixed.headers,
  };
}

function isKnown(asked: IncomingMessage['headers'], given: ReturnType<typeof headersOf>): boolean {
  const { 'if-none-match': etag, 'if-modified-since': lastModified } = asked;
  return (
    (etag !== undefined && etag === given['etag']) ||
    (lastModified !== undefined && lastModified === given['last-modified'])
  );
}

function withoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? path;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
