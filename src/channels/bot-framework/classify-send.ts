import type { SendOutcome } from '../../core/ports';

/** What became of a POST to the connector. */
export type SendAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** The error's code, or of old bodies its `subCode`; empty when there is none. */
      readonly code: string;
      /** `Retry-After` in milliseconds; null when missing. */
      readonly retryAfterMs: number | null;
    }
  /** No answer; `code` is Node's, e.g. ECONNRESET. */
  | { readonly kind: 'failure'; readonly code: string };

type Refusal = (why: string, answer: Extract<SendAnswer, { kind: 'answer' }>) => SendOutcome;

const retry: Refusal = (why) => ({ kind: 'retry', why });
const rejected: Refusal = (why) => ({ kind: 'rejected', why });
const gone: Refusal = (why, { code }) => ({
  kind: 'gone',
  why,
  forgetAddress: code === 'ConversationNotFound',
});

/**
 * Statuses with a meaning of their own: learn.microsoft.com, "Bot conversations in Microsoft Teams", status
 * codes.
 */
const BY_STATUS: Readonly<Record<number, Refusal>> = {
  401: (why) => ({ kind: 'stopped', why }),
  403: gone,
  404: gone,
  408: retry,
  410: gone,
  412: retry,
  429: (_why, { retryAfterMs }) => ({ kind: 'later', afterMs: retryAfterMs }),
  502: retry,
  503: retry,
  504: retry,
};

/** The connection never stood, so nothing was written. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** Pure. The class of an answer other than success; other 4xx are our fault, other 5xx may have delivered. */
export function classifyFailedSend(answer: SendAnswer): SendOutcome {
  if (answer.kind === 'failure') {
    return { kind: NEVER_CONNECTED.test(answer.code) ? 'retry' : 'unknown', why: answer.code };
  }
  const why = `HTTP ${answer.status} ${answer.code}`.trim();
  const refusal = BY_STATUS[answer.status] ?? (answer.status < 500 ? rejected : undefined);
  return refusal ? refusal(why, answer) : { kind: 'unknown', why };
}

/** Codes of a 403 that speak of the chat, not of the one message. */
const OF_THE_CHAT: ReadonlySet<string> = new Set([
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
]);

/**
 * Pure. The class of a refused PUT. What is said of the one message (deleted, too old, not ours) is no word
 * about the chat, and an update that may have arrived is simply repeated.
 */
export function classifyFailedUpdate(answer: SendAnswer): SendOutcome {
  const outcome = classifyFailedSend(answer);
  if (outcome.kind === 'unknown') return { kind: isMissing(answer) ? 'rejected' : 'retry', why: outcome.why };
  if (outcome.kind !== 'gone' || answer.kind === 'failure') return outcome;
  const isGone = outcome.forgetAddress || OF_THE_CHAT.has(answer.code);
  return isGone ? outcome : { kind: 'rejected', why: outcome.why };
}

/** 501: the channel does not know how. */
function isMissing(answer: SendAnswer): boolean {
  return answer.kind === 'answer' && answer.status === 501;
}
