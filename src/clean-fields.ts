import { parseUrl } from './core/parse-url';

const LINK = /\b(?:https?|wss?|postgres(?:ql)?):\/\/[^\s"'<>)\]}]+/gi;
const BEARER = /\bBearer\s+[\w.~+/=-]+/gi;

/** Ids of a channel: those of the built-in chat are its address. */
const LEFT_OUT: ReadonlySet<string> = new Set(['activityId', 'messageId']);

/** Deeper things are no fields of ours. */
const MOST_DEEP = 4;

/**
 * What may stand in a log. Of links only the origin stays, as their paths name chats and their queries
 * anything; of the link of a product, in the field `url`, the path, too. Of an error stay its name, its words
 * (of one that is another server's answer, the status), its code and its causes: libraries hang whole
 * requests on theirs, with headers and bodies. Ids of messages are left out.
 */
export function cleanFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !LEFT_OUT.has(name))
      .map(([name, value]) => [name, name === 'url' ? cutLink(String(value), true) : clean(value, depth)]),
  );
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MOST_DEEP) return '…';
  if (value instanceof Error) return describeError(value, depth + 1);
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1));
  return cleanFields(value, depth + 1);
}

interface FoundError extends Error {
  readonly code?: unknown;
  readonly statusCode?: unknown;
}

function describeError(error: FoundError, depth: number): object {
  const { name, message, stack = '', code, statusCode, cause } = error;
  // What another server answered is said in its words, which may name anybody: its status says enough.
  const words = typeof statusCode === 'number' ? `HTTP ${statusCode}` : cleanText(message);
  return {
    type: name,
    message: words,
    stack: cleanText(stack.replace(message, () => words)),
    ...(typeof code === 'string' && { code }),
    ...(cause !== undefined && { cause: clean(cause, depth) }),
  };
}

function cleanText(text: string): string {
  return text.replace(LINK, (link) => cutLink(link, false)).replace(BEARER, 'Bearer …');
}

function cutLink(link: string, keepsPath: boolean): string {
  const url = parseUrl(link);
  if (!url) return '…';
  return `${url.protocol}//${url.host}${keepsPath ? url.pathname : '/…'}`;
}
