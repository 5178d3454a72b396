import { DAY } from '../core/history';
import type { Instant } from '../core/history';
import type { ConversationStore } from '../core/store';

/** For so long somebody who left finds everything as it was. */
const KEPT_MS = 30 * DAY;

/** @returns conversations that were left so long ago that they are to be erased. */
export function listForgotten(
  conversations: Pick<ConversationStore, 'listGone'>,
  now: Instant,
  limit: number,
): Promise<readonly number[]> {
  return conversations.listGone(now - KEPT_MS, limit);
}

/** Erases one of them, unless it has come back meanwhile. */
export async function eraseForgotten(
  conversations: Pick<ConversationStore, 'eraseGone'>,
  id: number,
  now: Instant,
): Promise<boolean> {
  return conversations.eraseGone(id, now - KEPT_MS);
}
