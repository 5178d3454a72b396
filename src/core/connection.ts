import type { Instant } from './history';

/** A code opens its list for so long. */
export const CODE_LASTS_MS: number = 15 * 60_000;
/** So many codes that nobody offers may one conversation say within that time. */
export const MOST_MISSES = 5;

/** Somebody said the code of one conversation in another one, to take its list there. */
export interface Connection {
  readonly id: number;
  /** The conversation whose list it is. */
  readonly from: number;
  /** Where the code was said, … */
  readonly to: number;
  /** … by whom: the channel's id and name. */
  readonly person: string;
  readonly name: string;
}

/** What was moved. */
export interface MovedList {
  /** Of the subscriptions that are in the other conversation now. */
  readonly ids: readonly number[];
  /** So many ended, because the other conversation follows the same product already. */
  readonly doubles: number;
}

/**
 * How a list goes from one conversation to another: a code is offered here, said there, confirmed there and
 * agreed to here. Each conversation has one list on offer at most.
 */
export interface ConnectionStore {
  /** In the place of an older offer, which ends. */
  offer(conversationId: number, code: string, expiresAt: Instant): Promise<void>;
  /** Uses a code up. @returns why there is no connection: nobody offers this, or too much was tried here. */
  take(
    code: string,
    to: { readonly conversationId: number; readonly person: string; readonly name: string },
    now: Instant,
  ): Promise<Connection | 'unknown' | 'too-many'>;
  /** @returns the one that was taken last in this conversation, and is still open. */
  findTaken(to: number, now: Instant): Promise<Connection | null>;
  /** @returns false when it is not open any more, or confirmed before. */
  confirm(id: number, expiresAt: Instant, now: Instant): Promise<boolean>;
  /** @returns the confirmed one that waits for the word of the conversation whose list it is. */
  findConfirmed(from: number, now: Instant): Promise<Connection | null>;
  /**
   * Moves what stands in the list, with rules, history, reminders and all that is owed about it, and ends the
   * connection, in one step. To be called in a turn of the conversation whose list it is.
   * @returns null when it is not confirmed and open.
   */
  move(id: number, now: Instant): Promise<MovedList | null>;
  /** Ends it. @returns false when it was not there. */
  refuse(id: number): Promise<boolean>;
}
