import type { FetchOutcome, FetchRequest } from '../core/ports';
import type { Answer } from './exchange';
import { Failure, unreachable } from './failure';
import { readBody } from './read-body';
import { parseRetryAfter } from '../core/retry-after';

/** On the wire and decoded, each. */
export const MAX_BODY_BYTES: number = 5 * 1024 * 1024;
const MAX_VALIDATOR_LENGTH = 512;

/** 420, 430 and 999 are what some shops say for 429; 451 is refused to our country. */
const blockedStatuses = new Set([401, 403, 407, 420, 429, 430, 451, 999]);
const goneStatuses = new Set([404, 410]);

/** Set by Cloudflare and by AWS WAF on answers that are a test for humans, whatever their status. */
const challengeHeaders = ['cf-mitigated', 'x-amzn-waf-action'];
/** On pages with status 503 that are one. */
const challengeText = /captcha|cf-chl|automated access|are you a (?:human|robot)/i;

const readable: Readonly<Record<FetchRequest['accept'], RegExp>> = {
  html: /^(?:text\/html|application\/xhtml\+xml)$/,
  // Shopify's product.js and others answer JSON under the name of a script.
  json: /^(?:application\/(?:[\w.-]+\+)?json|text\/json|(?:text|application)\/(?:x-)?javascript)$/,
};

/**
 * Turns the answer to a request into its outcome; redirects are handled before.
 * @param url the hop that answered.
 * @param now for a `Retry-After` that names a date.
 * @throws Failure with the reading for every answer that is no page.
 */
export async function readAnswer(
  answer: Answer,
  request: FetchRequest,
  url: URL,
  now: number,
): Promise<Exclude<FetchOutcome, { kind: 'failed' }>> {
  if (answer.status === 304) return readNotModified(request);
  await refuseByStatus(answer, now);
  const contentType = answer.header('content-type');
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && !readable[request.accept].test(type)) throw new Failure({ kind: 'not-a-product' });
  if (Number(answer.header('content-length')) > MAX_BODY_BYTES)
    throw unreachable('The page is too large to read.');
  const body = await readBody(answer.body, answer.header('content-encoding'), MAX_BODY_BYTES);
  if (body.length === 0) throw unreachable('The shop answered with an empty page.');
  return { kind: 'answer', url: url.href, contentType, body, validator: validatorOf(answer) };
}

function readNotModified(request: FetchRequest): { readonly kind: 'not-modified' } {
  const { etag, lastModified } = request.validator ?? {};
  if (etag !== undefined || lastModified !== undefined) return { kind: 'not-modified' };
  throw unreachable('The shop said that nothing changed, although it was asked for the whole page.');
}

async function refuseByStatus(answer: Answer, now: number): Promise<void> {
  const { status } = answer;
  if (blockedStatuses.has(status) || (await isChallenge(answer))) {
    const seconds = parseRetryAfter(answer.header('retry-after'), now);
    throw new Failure({ kind: 'blocked', ...(seconds === null ? {} : { retryAfterSeconds: seconds }) });
  }
  if (goneStatuses.has(status)) throw new Failure({ kind: 'not-found' });
  if (status >= 400) throw unreachable(`The shop answered with error ${status}.`);
  // 203 is 200 by way of a proxy; 206 would be a part that nobody asked for.
  if (status !== 200 && status !== 203)
    throw unreachable(`The shop answered without a page (status ${status}).`);
}

async function isChallenge(answer: Answer): Promise<boolean> {
  if (challengeHeaders.some((name) => answer.header(name) !== '')) return true;
  if (answer.status !== 503) return false;
  const page = await readBody(answer.body, answer.header('content-encoding'), MAX_BODY_BYTES).catch(() => '');
  return challengeText.test(page.toString());
}

function validatorOf(answer: Answer): { readonly etag?: string; readonly lastModified?: string } {
  const etag = answer.header('etag');
  const lastModified = answer.header('last-modified');
  return { ...(isKept(etag) ? { etag } : {}), ...(isKept(lastModified) ? { lastModified } : {}) };
}

/** A validator of many kilobytes is one more thing to store for a shop that means no good. */
function isKept(validator: string): boolean {
  return validator !== '' && validator.length <= MAX_VALIDATOR_LENGTH;
}
