import type { FetchOutcome, FetchRequest, Http } from '../../src/core/ports';

/**
 * What a shop answers to one URL: a page, a value sent as JSON, a failure, or whatever the request leads to.
 */
export type CannedAnswer =
  | string
  | { readonly json: unknown; readonly etag?: string }
  | { readonly html: string; readonly etag?: string; readonly url?: string }
  | { readonly failed: Extract<FetchOutcome, { kind: 'failed' }>['reading'] }
  | ((request: FetchRequest, signal: AbortSignal) => FetchOutcome | Promise<FetchOutcome>);

export interface CannedHttp extends Http {
  readonly requests: readonly FetchRequest[];
  set(url: string, answer: CannedAnswer): void;
}

/**
 * Answers from memory; a URL that was never set is not found. A validator that it gave out is answered 304.
 */
export function cannedHttp(answers: Readonly<Record<string, CannedAnswer>> = {}): CannedHttp {
  const known = new Map(Object.entries(answers));
  const requests: FetchRequest[] = [];
  return {
    requests,
    set: (url, answer) => void known.set(url, answer),
    fetch(request, signal) {
      requests.push(request);
      const answer = known.get(request.url) ?? { failed: { kind: 'not-found' } };
      if (typeof answer === 'function') return Promise.resolve(answer(request, signal));
      return Promise.resolve(toOutcome(answer, request));
    },
  };
}

function toOutcome(
  answer: Exclude<CannedAnswer, (...args: never[]) => unknown>,
  request: FetchRequest,
): FetchOutcome {
  if (typeof answer === 'string') return page(request.url, 'text/html; charset=utf-8', answer);
  if ('failed' in answer) return { kind: 'failed', reading: answer.failed };
  if (answer.etag !== undefined && request.validator?.etag === answer.etag) return { kind: 'not-modified' };
  if ('json' in answer)
    return page(request.url, 'application/json', JSON.stringify(answer.json), answer.etag);
  return page(answer.url ?? request.url, 'text/html; charset=utf-8', answer.html, answer.etag);
}

function page(url: string, contentType: string, text: string, etag?: string): FetchOutcome {
  const body = new TextEncoder().encode(text);
  return { kind: 'answer', url, contentType, body, validator: etag === undefined ? {} : { etag } };
}
