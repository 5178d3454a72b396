import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import type { LoadPart } from '../core/ports';
import { DEAD_PROXY } from './open-browser';

/** A page as the shop sent it. */
export interface SentPage {
  readonly url: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

export interface Showing {
  readonly page: SentPage;
  /** The only way to a network. */
  readonly load: LoadPart;
  readonly userAgent: string;
  readonly signal: AbortSignal;
  /** Longest HTML, in characters. */
  readonly mostLength: number;
}

const LOAD_MS = 15_000;
/** A page that never comes to rest is read as it is by then. */
const REST_MS = 10_000;

/** Ways to a network that are no requests: they cannot be intercepted, so there are none. */
const FORBID = `for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker'])
  Reflect.deleteProperty(globalThis, name);`;

/** Loaded for the page; all else is no part of its text. */
const LOADED = new Set(['script', 'xhr', 'fetch']);
/** They name the browser, a session or the connection, which are ours. */
const OWN_HEADER =
  /^(?:accept-encoding|authorization|connection|content-length|cookie|host|user-agent|:.*|sec-.*|proxy-.*)$/;

/**
 * Shows a page, lets its scripts run, and waits until it rests.
 * @returns its HTML then; null when that is longer than it may be.
 * @throws when the browser fails or is closed meanwhile.
 */
export async function showPage(browser: Browser, showing: Showing): Promise<string | null> {
  const context = await browser.newContext({
    userAgent: showing.userAgent,
    proxy: DEAD_PROXY,
    serviceWorkers: 'block',
    acceptDownloads: false,
  });
  await context.addInitScript(FORBID);
  await context.routeWebSocket(/.*/, (socket) => void socket.close());
  await context.route(/.*/, answerRequests(showing));
  const tab = await context.newPage();
  context.on('page', (popup) => void popup.close().catch(ignore));
  tab.on('dialog', (dialog) => void dialog.dismiss().catch(ignore));
  await tab.goto(showing.page.url, { waitUntil: 'commit', timeout: LOAD_MS });
  await tab.waitForLoadState('networkidle', { timeout: REST_MS }).catch(ignore);
  showing.signal.throwIfAborted();
  return readHtml(context, tab, showing.mostLength);
}

/** The first document is the page that the shop sent; a page leads to no other. */
function answerRequests(showing: Showing): (route: Route) => Promise<void> {
  let isShown = false;
  return async (route) => {
    const isDocument = route.request().isNavigationRequest();
    const first = isDocument && !isShown;
    if (first) isShown = true;
    // A browser that is closed meanwhile wants no answer.
    await (first ? answerDocument(route, showing.page) : answerPart(route, showing)).catch(ignore);
  };
}

function answerDocument(route: Route, { contentType, body }: SentPage): Promise<void> {
  return route.fulfill({ contentType: contentType || 'text/html', body: Buffer.from(body) });
}

async function answerPart(route: Route, { load, signal }: Showing): Promise<void> {
  const request = route.request();
  const method = request.method();
  // Scripts wait for styles; what they look like changes no text.
  if (request.resourceType() === 'stylesheet') return route.fulfill({ contentType: 'text/css', body: '' });
  // As if the person had stopped it: any other failure of a document would take the place of the page.
  if (!LOADED.has(request.resourceType()) || (method !== 'GET' && method !== 'POST'))
    return route.abort('aborted');
  const headers = Object.fromEntries(
    Object.entries(request.headers()).filter(([name]) => !OWN_HEADER.test(name)),
  );
  const body = method === 'POST' ? { body: request.postData() ?? '' } : {};
  const part = await load({ url: request.url(), headers, ...body }, signal);
  if (!part) return route.abort();
  return route.fulfill({ status: part.status, headers: { ...part.headers }, body: Buffer.from(part.body) });
}

/** Reads in a world of its own, where scripts of the page have changed nothing. */
async function readHtml(context: BrowserContext, tab: Page, mostLength: number): Promise<string | null> {
  const session = await context.newCDPSession(tab);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const { result } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    expression: `document.documentElement.outerHTML.slice(0, ${mostLength + 1})`,
    returnByValue: true,
  });
  const html = String(result.value);
  return html.length > mostLength ? null : html;
}

function ignore(): void {
  // Whether it could still be done makes no difference.
}
