import type { Generated } from 'kysely';
import type { Shown } from '../core/objection';
import type { Availability, Offer } from '../core/offer';
import type { Recording, Validators } from '../core/ports';
import type { Reading, ReadingKind } from '../core/reading';
import type { PendingOffer } from '../core/records';
import type { Claimable } from './claimable';
import type { Json } from './json';

// Products, what is known of them, and their shops. Values as in schema.ts.

export interface ProductsTable extends Claimable {
  id: Generated<number>;
  watcher: string;
  key: string;
  url: string;
  /** Host and port of `url`. */
  host: string;
  confirmed: Generated<Json<Offer> | null>;
  pending: Generated<Json<PendingOffer> | null>;
  validators: Generated<Json<Validators>>;
  reads_since_full: Generated<number>;
  next_check_at: number;
  /** From the last look to the next, as it was planned then, in milliseconds; null before the first. */
  wait_ms: Generated<number | null>;
  /** 1: nobody wanted a look when it was due; whoever comes to want one wakes it. Keeps claims fast. */
  dormant: Generated<number>;
  checked_at: Generated<number | null>;
  /** The first look of any outcome. */
  first_checked_at: Generated<number | null>;
  last_kind: Generated<ReadingKind | null>;
  failures: Generated<number>;
  trouble_told_at: Generated<number | null>;
  /** ISO date. */
  ends_on: Generated<string | null>;
  /** End of the running period: kept here so that an unchanged price touches only this row. */
  period_ended_at: Generated<number | null>;
}

export interface ProductLinksTable {
  link: string;
  product_id: number;
}

export interface PeriodsTable {
  id: Generated<number>;
  product_id: number;
  started_at: number;
  /** null: it runs; its end is `products.period_ended_at`. */
  ended_at: number | null;
  price_minor: number | null;
  price_currency: string | null;
  availability: Availability;
}

export interface PriceReportsTable {
  id: Generated<number>;
  watcher: string;
  url: string;
  reported_at: number;
  shown: Json<Shown>;
  reading: Json<Reading>;
  recording: Json<Recording>;
}

/** See `RobotsStore` in src/core/robots-store.ts. */
export interface RobotsTable {
  origin: string;
  rules: string;
  expires_at: number;
}

/** See `Block` in src/core/block.ts. */
export interface BlocksTable {
  host: string;
  reason: string;
  since: number;
}

/** See `LaneState` in src/core/lane.ts. */
export interface LanesTable {
  lane: string;
  turn_token: Generated<string | null>;
  turn_expires_at: Generated<number | null>;
  free_at: number;
  paused_until: number;
  failures: Generated<number>;
}
