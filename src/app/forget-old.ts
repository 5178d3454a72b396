import { CARD_KEPT_MS } from '../core/card';
import type { Cutoffs, ForgettingStore } from '../core/forgetting';
import { DAY, type Instant } from '../core/history';

/** Rows of each kind in one transaction: chats go on meanwhile. */
const BATCH = 200;

/**
 * How long things are kept that nothing deletes when they are done with. Longer than all that may ask for
 * them: a person who scrolls back and presses "show all", a channel or a service that sends the same again,
 * the longest limit of a channel (an hour).
 */
const KEPT_MS = {
  said: 180 * DAY,
  settled: 180 * DAY,
  cards: CARD_KEPT_MS,
  inbound: 7 * DAY,
  hookMessages: 30 * DAY,
  reports: 90 * DAY,
  codes: DAY,
  pace: DAY,
} as const satisfies Record<keyof Cutoffs, number>;

/** Deletes some of what is too old. @returns whether there may be more. */
export function forgetOld(store: ForgettingStore, now: Instant): Promise<boolean> {
  const cutoffs: Cutoffs = {
    said: now - KEPT_MS.said,
    settled: now - KEPT_MS.settled,
    cards: now - KEPT_MS.cards,
    inbound: now - KEPT_MS.inbound,
    hookMessages: now - KEPT_MS.hookMessages,
    reports: now - KEPT_MS.reports,
    codes: now - KEPT_MS.codes,
    pace: now - KEPT_MS.pace,
  };
  return store.forget(cutoffs, BATCH);
}
