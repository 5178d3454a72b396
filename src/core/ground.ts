import type { Instant } from './history';

/**
 * How a conversation came to be one that may be written to. `spoke`: somebody wrote or pressed a button
 * there;
 * `installed`: the bot was installed there, or the chat with it opened; `confirmed`: the person asked for it
 * from another chat.
 */
export const GROUNDS = ['spoke', 'installed', 'confirmed'] as const;
export type GroundKind = (typeof GROUNDS)[number];

export interface Ground {
  readonly kind: GroundKind;
  readonly since: Instant;
}

/** What says whether a conversation may be written to. */
export interface Standing {
  /** null: nobody there has ever asked for us. */
  readonly ground: Ground | null;
  /** Since when it is blocked, uninstalled or left; null: it is not. */
  readonly goneAt: Instant | null;
}

/** Pure. The one place that says to whom we may speak first. @returns why not; null: we may. */
export function explainUnreachable({ ground, goneAt }: Standing): string | null {
  if (goneAt !== null) return 'the conversation cannot be reached';
  return ground === null ? 'nobody there has spoken to us, installed us or asked for us' : null;
}
