import type { FetchOutcome, FetchRequest, Http } from '../../core/ports';
import type { RecordedAnswer, RecordedAnswers } from './recorded-case';

/** A shop that answers what was recorded of it; what was not is not found. */
export function replay(answers: RecordedAnswers): Http {
  return {
    fetch: (request) => {
      const known = [nameRequest(request), request.url].find((name) => Object.hasOwn(answers, name));
      const answer = answers[known ?? ''];
      return Promise.resolve(
        answer ? toOutcome(answer, request.url) : { kind: 'failed', reading: { kind: 'not-found' } },
      );
    },
  };
}

/** How a request is told from others to the same address: by its body. */
export function nameRequest({ url, body }: FetchRequest): string {
  return body === undefined ? url : `${url} ${body}`;
}

/** A shop that gives the same answer to everything. */
export function replayAlways(answer: RecordedAnswer): Http {
  return { fetch: ({ url }) => Promise.resolve(toOutcome(answer, url)) };
}

/** A shop that sends the same bytes for everything; in which charset, they must say themselves. */
export function replayBytes(body: Uint8Array): Http {
  return {
    fetch: ({ url, accept }: FetchRequest) => {
      const contentType = accept === 'html' ? 'text/html' : 'application/json';
      // A body is handed over to the thread of the look, so each answer has one of its own.
      return Promise.resolve({
        kind: 'answer',
        url,
        contentType,
        body: Uint8Array.from(body),
        validator: {},
      });
    },
  };
}

const CONTENT_TYPES = { html: 'text/html; charset=utf-8', json: 'application/json' } as const;

function toOutcome(answer: RecordedAnswer, asked: string): FetchOutcome {
  if ('failed' in answer) return { kind: 'failed', reading: answer.failed };
  const isPage = 'html' in answer;
  const { url = asked, etag, lastModified } = answer;
  return {
    kind: 'answer',
    url,
    contentType: CONTENT_TYPES[isPage ? 'html' : 'json'],
    body: new TextEncoder().encode(isPage ? answer.html : JSON.stringify(answer.json)),
    validator: {
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    },
  };
}
