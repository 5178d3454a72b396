import type { FetchOutcome, Http, LoadPart, Log, PageTurns } from '../core/ports';
import type { BrowserPlace } from './open-browser';
import type { SentPage } from './show-page';
import { Slots } from './slots';

export interface BrowserOptions {
  readonly http: Http & PageTurns;
  /** null: there is none. */
  readonly browser: BrowserPlace | null;
  /** Ours, also where the page's scripts look. */
  readonly userAgent: string;
  readonly log: Log;
  /** From the start of the browser to the page's HTML; default 40 s. */
  readonly showMs?: number;
}

/** As much as a page may have that comes without a browser. */
const MOST_LENGTH = 5 * 1024 * 1024;
/** Each takes a few hundred megabytes. */
const MOST_BROWSERS = 2;

type FailedReading = Extract<FetchOutcome, { kind: 'failed' }>['reading'];

/**
 * An Http that can show pages, too: it asks for a page as always, then shows the answer in a browser of its
 * own whose every request goes out through `http`.
 */
export function withBrowser({ http, browser, userAgent, log, showMs = 40_000 }: BrowserOptions): Http {
  const slots = new Slots(MOST_BROWSERS);

  async function show(
    place: BrowserPlace,
    page: SentPage,
    load: LoadPart,
    outer: AbortSignal,
  ): Promise<FetchOutcome> {
    const { openBrowser } = await import('./open-browser.js');
    const { showPage } = await import('./show-page.js');
    const signal = AbortSignal.any([outer, AbortSignal.timeout(showMs)]);
    const opened = await openBrowser(place);
    const close = (): void => void opened.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      signal.throwIfAborted();
      const html = await showPage(opened.browser, { page, load, userAgent, signal, mostLength: MOST_LENGTH });
      if (html === null) return fail({ kind: 'unreachable', why: 'The page is too large to read.' });
      const body = new TextEncoder().encode(html);
      return { kind: 'answer', url: page.url, contentType: 'text/html; charset=utf-8', body, validator: {} };
    } finally {
      signal.removeEventListener('abort', close);
      await opened.close();
    }
  }

  async function showInTurn(place: BrowserPlace, page: SentPage, signal: AbortSignal): Promise<FetchOutcome> {
    try {
      return await slots.run(signal, () =>
        http.takeTurn(page.url, signal, (load, open) => show(place, page, load, open)),
      );
    } catch (error) {
      const host = new URL(page.url).hostname;
      log.warn({ host, error: firstLineOf(error) }, 'a page could not be shown in the browser');
      return fail({ kind: 'unreachable', why: 'The page could not be shown in a browser.' });
    }
  }

  return {
    async fetch(request, signal) {
      if (request.rendered !== true) return http.fetch(request, signal);
      if (browser === null)
        return fail({
          kind: 'refused',
          why: 'This shop can be read with a browser only, and Ebb has none here.',
        });
      const sent = await http.fetch({ url: request.url, accept: 'html' }, signal);
      return sent.kind === 'answer' ? showInTurn(browser, sent, signal) : sent;
    },
  };
}

function fail(reading: FailedReading): FetchOutcome {
  return { kind: 'failed', reading };
}

function firstLineOf(error: unknown): string {
  return String(error).split('\n', 1)[0] ?? '';
}
