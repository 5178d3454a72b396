/**
 * One request as a shop saw it, and what it answered. Instants in milliseconds since 1970, by the clock of
 * the run.
 */
export interface ShopVisit {
  /** `host:port`. */
  readonly host: string;
  readonly path: string;
  readonly at: number;
  /** When the answer was complete. */
  readonly endedAt: number;
  readonly status: number;
  /** It came with `If-None-Match` or `If-Modified-Since`. */
  readonly conditional: boolean;
  /** The answer had an `ETag` or a `Last-Modified`. */
  readonly validator: boolean;
  /** What the answer asked to wait, in milliseconds; 0: nothing. */
  readonly retryAfterMs: number;
}

/** What a shop asks of its guests. */
export interface ShopRules {
  readonly host: string;
  /** For people. */
  readonly name: string;
  /** What its robots.txt forbids, as the beginnings of paths. */
  readonly disallowed: readonly string[];
  /** 0: it asks for none. */
  readonly crawlDelayMs: number;
}

/** What the shops saw of a run, oldest first, and what they had asked for. */
export interface ShopLog {
  readonly shops: readonly ShopRules[];
  readonly visits: readonly ShopVisit[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
}
