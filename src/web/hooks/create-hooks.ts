import type { Endpoint, HttpRequest, HttpResponse } from '../../core/endpoint';
import type { HookMessage, HookOutcome } from '../../core/hook';
import type { Clock, Log } from '../../core/ports';
import { isSigned } from './check-signature';
import { readEvent } from './read-event';

export interface HookOptions {
  /** The keys of each service; several while one replaces another. */
  readonly keys: Readonly<Record<string, readonly Uint8Array[]>>;
  readonly take: (message: HookMessage) => Promise<HookOutcome>;
  readonly clock: Clock;
  readonly log: Log;
}

const MAX_ID = 128;
const BUSY_SECONDS = 10;

function refuse(status: number, error: string): HttpResponse {
  return { status, body: { error } };
}

const NO_SOURCE = refuse(404, 'there is no such hook');
const UNSIGNED = refuse(401, 'the signature is missing, wrong, or older than five minutes');
const NOT_FOUND = refuse(404, 'this product or conversation is not there, or not for you');

const ANSWERS: Readonly<Record<HookOutcome['kind'], HttpResponse>> = {
  taken: { status: 202, body: { status: 'taken' } },
  known: { status: 200, body: { status: 'known' } },
  'not-found': NOT_FOUND,
  busy: { ...refuse(503, 'try again in a moment'), headers: { 'retry-after': String(BUSY_SECONDS) } },
};

/** `POST /hooks/:source`: what other services tell, signed by Standard Webhooks. */
export function createHooks({ keys: keysOf, take, clock, log }: HookOptions): Endpoint {
  return async (request) => {
    const source = /^\/hooks\/([a-z0-9-]{1,64})$/.exec(request.path)?.[1] ?? '';
    const keys = Object.hasOwn(keysOf, source) ? keysOf[source] : undefined;
    if (!keys) return NO_SOURCE;
    const signed = readSigned(request);
    if (signed.id.length > MAX_ID || !isSigned(signed, keys, clock.now())) {
      log.warn({ source }, 'refused a hook that is not signed by its service');
      return UNSIGNED;
    }
    const event = readEvent(request.body);
    if (typeof event === 'string') return refuse(400, event);
    return ANSWERS[(await take({ source, id: signed.id, event })).kind];
  };
}

function readSigned({ headers, rawBody = '' }: HttpRequest): Parameters<typeof isSigned>[0] {
  return {
    id: headers['webhook-id'] ?? '',
    timestamp: headers['webhook-timestamp'] ?? '',
    signatures: headers['webhook-signature'] ?? '',
    body: rawBody,
  };
}
