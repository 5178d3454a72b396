import type { LoadPart, Part, PartRequest } from '../core/ports';
import { refuseRedirect } from './confidential';
import type { Answer } from './exchange';
import { Failure, refused } from './failure';
import { follow, redirectOf } from './follow';
import { MAX_BODY_BYTES } from './read-answer';
import { ACCEPT_ENCODING, readBody } from './read-body';
import { type Ask, newBudget } from './visit';

/** A page with more scripts and data than this is not shown whole. */
const MOST_PARTS = 100;
const MOST_BYTES = 20 * 1024 * 1024;
const LONGEST_BODY = 64 * 1024;

const PASSED_ON = [
  'content-type',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-expose-headers',
];

interface PartAnswer extends Part {
  readonly kind: 'part';
}

/** What loads the parts of one page: one after the other, within the limits of a page. */
export function createPageLoad(options: {
  readonly ask: Ask;
  readonly allowPrivate: ReadonlySet<string>;
  readonly userAgent: string;
  /** Does this address belong to the shop of the page? */
  readonly isOwn: (url: URL) => boolean;
}): LoadPart {
  const { ask, allowPrivate, userAgent, isOwn } = options;
  let parts = 0;
  let bytes = 0;
  let before: Promise<unknown> = Promise.resolve();

  async function fetchPart(request: PartRequest, signal: AbortSignal): Promise<PartAnswer> {
    const { body } = request;
    const headers = { ...request.headers, 'user-agent': userAgent, 'accept-encoding': ACCEPT_ENCODING };
    const question = { headers, body, budget: newBudget() };
    const redirect = body === undefined ? redirectOf : refuseRedirect;
    return follow<PartAnswer>(request.url, allowPrivate, async (url) => {
      if (body !== undefined && (!isOwn(url) || body.length > LONGEST_BODY))
        throw refused('A page sends data to its own shop only.');
      return ask(url, question, signal, async (answer) => redirect(answer) ?? (await readPart(answer)));
    });
  }

  async function loadNext(request: PartRequest, signal: AbortSignal): Promise<Part | null> {
    parts += 1;
    if (parts > MOST_PARTS || bytes > MOST_BYTES || signal.aborted) return null;
    try {
      const part = await fetchPart(request, signal);
      bytes += part.body.byteLength;
      return part;
    } catch (error) {
      if (error instanceof Failure) return null;
      throw error;
    }
  }

  return (request, signal) => {
    const loaded = before.then(() => loadNext(request, signal));
    before = loaded.catch(() => undefined);
    return loaded;
  };
}

async function readPart(answer: Answer): Promise<PartAnswer> {
  const body = await readBody(answer.body, answer.header('content-encoding'), MAX_BODY_BYTES);
  const headers = PASSED_ON.map((name) => [name, answer.header(name)] as const);
  return {
    kind: 'part',
    status: answer.status,
    headers: Object.fromEntries(headers.filter(([, value]) => value !== '')),
    body,
  };
}
