import type { Kysely, Logger } from 'kysely';
import type { Tables } from './schema';

/**
 * Runs statements: the database, or the transaction one stands in. Inside of a transaction only that may be
 * used.
 */
export type Executor = Kysely<Tables>;

/** Hears how statements end. */
export interface StatementListener {
  /**
   * The database refused a statement, or did not get it. An UnsavedError is its disk's; with an AwayError it
   * is away.
   */
  onError(error: unknown): void;
  /** The database answered. */
  onAnswer(): void;
}

export function logTo(listener: StatementListener): Logger {
  return (event) => {
    if (event.level === 'error') listener.onError(event.error);
    else listener.onAnswer();
  };
}

/** An open database, with what the two kinds do differently. */
export interface Database {
  readonly db: Executor;
  /**
   * Rows are locked one by one, so writers must lock what they decide on. Otherwise writers take turns as a
   * whole.
   */
  readonly hasRowLocks: boolean;
  /** Waits until no other transaction holds `name`, and holds it until this one ends. */
  takeTurn(trx: Executor, name: string): Promise<void>;
  /**
   * To be called before tables are changed.
   * @throws StorageError when another program has the database open, where that may work with one version
   * only.
   */
  readonly refuseShared: () => void;
  /** Leaves no copy of what was just deleted beside the tables. Outside of a transaction. */
  scrub(): Promise<void>;
}
