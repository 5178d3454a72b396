import type { Seal } from '../core/endpoint';
import type { Instant } from '../core/history';

const PURPOSE = 'export';
/** Long enough to press it, short enough for a chat log that somebody else reads one day. */
const VALID_MS = 60 * 60 * 1000;

/** @returns the token of `/exports/:token`: whoever has it may read the list for an hour. */
export function sealExport(seal: Seal, conversationId: number, now: Instant): string {
  return seal.seal(PURPOSE, `${conversationId} ${now + VALID_MS}`);
}

/** @returns the conversation whose list it is; null for a token that is not ours or has expired. */
export function openExport(seal: Seal, token: string, now: Instant): number | null {
  const [id, expiresAt] = (seal.open(PURPOSE, token) ?? '').split(' ').map(Number);
  return id !== undefined && expiresAt !== undefined && expiresAt > now ? id : null;
}
