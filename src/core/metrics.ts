import type { ReadingKind } from './reading';
import type { SendOutcome } from './ports';
import type { Settlement } from './records';
import type { Instant } from './history';

/** How a delivery left a hand: at its end, or why it is tried again. */
export type SettlementKind =
  Exclude<Settlement['kind'], 'again'> | Extract<Settlement, { readonly kind: 'again' }>['outcome'];

/**
 * Counts what happens, for those who run Ebb. Every name is one of a few that this program knows (of an
 * installed watcher, of a channel's adapter, or `other`), never of a person, a shop or a link.
 */
export interface Metrics {
  /** A look ended in a reading; the time counts from its begin, with the wait for the shop's turn. */
  countLook(watcher: string, reading: ReadingKind, durationMs: number): void;
  /** Whether the share of successes of a watcher has fallen. */
  setFailing(watcher: string, isFailing: boolean): void;
  /** A channel was given a message, or an update of one. */
  countSend(channel: string, outcome: SendOutcome['kind'], durationMs: number): void;
  /** A delivery was settled, or given back. */
  countSettlement(channel: string, kind: SettlementKind): void;
  /** What came in from a chat was dealt with. */
  countTurn(channel: string, result: 'answered' | 'failed', durationMs: number): void;
  /** The database refused a statement, or could not be reached for it. */
  countDatabaseError(): void;
}

/** The work of one loop, as its rows say. */
export interface WaitingWork {
  /** With what is in hand. */
  readonly due: number;
  /** Since when the first of them has been due; null: none has, but what was asked for at once. */
  readonly oldestDueAt: Instant | null;
}

/** What waits in the database, of all processes together; nothing of conversations that cannot be reached. */
export interface Figures {
  /** By the name of the loop. */
  readonly waiting: Readonly<Record<'polls' | 'deliveries' | 'cards' | 'reminders', WaitingWork>>;
  /** Deliveries, due or not. */
  readonly owed: number;
}

export interface FigureStore {
  read(now: Instant): Promise<Figures>;
}
