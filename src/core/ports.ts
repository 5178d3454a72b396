import type { Instant } from './history';
import type { Message } from './message';
import type { Reading } from './reading';
import type { Address, Whereabouts } from './turn';

export interface Clock {
  now(): Instant;
  /** @throws AbortError when the signal fires first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  /** 0 ≤ x < 1. */
  fraction(): number;
  /** An unguessable URL-safe string made of so many random bytes. */
  token(bytes: number): string;
}

/** The disk that the database is on. */
export interface Disk {
  /**
   * There is hardly room, or a write was refused: what is left is for what people say, and shops are not
   * looked at.
   */
  isLow(): boolean;
  /** A write was refused a moment ago: what is begun now could perhaps not be noted down. */
  isRefusing(): boolean;
}

/** Messages are constant texts; what varies goes into the fields. No tokens, no whole pages. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Which product a link means, decided without any I/O. */
export interface IdentifiedLink {
  readonly watcher: string;
  readonly key: string;
  /** The canonical link. */
  readonly url: string;
  readonly endsOn?: string;
}

/** Validators per request URL of a look, verbatim, to be sent back with the next one. */
export type Validators = Readonly<Record<string, { readonly etag?: string; readonly lastModified?: string }>>;

/**
 * What a shop answered to the requests of a look, by URL, without what belongs to a person or a visit. Only
 * plugins read it.
 */
export type Recording = Readonly<Record<string, object>>;

export interface LookResult {
  readonly reading: Reading;
  /** Validators to keep for the next look; empty when the shop gives none. */
  readonly validators: Validators;
  /**
   * The look found that the link means this product (short link, canonical link, platform recognised).
   * Reading and validators are those of its watcher.
   */
  readonly identity?: IdentifiedLink;
  /**
   * Absent: not asked for. null: nothing can be kept, because no page came, or it would read otherwise once
   * redacted.
   */
  readonly recording?: Recording | null;
}

/** Looks at products through their watchers. */
export interface Looker {
  /** Pure. @returns null when no watcher takes the link. */
  identify(url: string): IdentifiedLink | null;
  /**
   * Never throws: every failure is a reading. `validators` empty asks for a full read, `record` for a
   * recording.
   */
  look(
    product: {
      readonly watcher: string;
      readonly key: string;
      readonly url: string;
      readonly validators: Validators;
      readonly record?: boolean;
    },
    signal: AbortSignal,
  ): Promise<LookResult>;
}

/** How a send ended; the class decides what happens next. */
export type SendOutcome =
  /** `messageId` is null when the channel gives none. */
  | { readonly kind: 'sent'; readonly messageId: string | null }
  /** Stop until the person writes again; `forgetAddress` when the address itself is dead. */
  | { readonly kind: 'gone'; readonly why: string; readonly forgetAddress: boolean }
  /** The channel asks to wait; null when it does not say how long. */
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'retry'; readonly why: string }
  /** This message will never be taken. */
  | { readonly kind: 'rejected'; readonly why: string }
  /** It may have arrived. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** The whole channel is refused (bad credentials): an operator must act. */
  | { readonly kind: 'stopped'; readonly why: string };

/** At most `count` messages within any `perMs` milliseconds. */
export interface RateLimit {
  readonly count: number;
  readonly perMs: number;
}

/** What a chat network lets one bot send. */
export interface ChannelLimits {
  readonly perConversation: readonly RateLimit[];
  /** All conversations of one tenant together. */
  readonly perTenant: readonly RateLimit[];
}

/** A chat network. */
export interface Channel {
  /** Absent: none. */
  readonly limits?: ChannelLimits;
  /**
   * Where its clients take pictures from. `own-page`: they are our own page, so a path on our server will do;
   * absent: any https address, or data inside the card.
   */
  readonly pictures?: 'own-page';
  /** The ids in `Whereabouts.channel` that it serves. */
  serves(channel: string): boolean;
  /**
   * Opens the chat with one person of a group, who asked for it; absent where a channel cannot. Never throws.
   * @returns where that chat is; null when the channel refuses.
   */
  openPersonal?(
    group: Whereabouts,
    person: { readonly id: string; readonly name: string },
    signal: AbortSignal,
  ): Promise<Whereabouts | null>;
  /**
   * Puts another message in the place of one that it sent; silent, repeatable, and absent where no message
   * can be changed. Never throws. `rejected`: this one cannot be, or not any more.
   */
  update?(address: Address, messageId: string, message: Message, signal: AbortSignal): Promise<SendOutcome>;
  /** Sends unasked. Never throws. `deliveryKey` lets a channel that can refuse repeats do so. */
  send(address: Address, message: Message, deliveryKey: string, signal: AbortSignal): Promise<SendOutcome>;
}

/** Tells the loops of this process that there is work now; losing one costs at most a tick. */
export interface Wake {
  polls(): void;
  deliveries(): void;
}

/**
 * One request of a watcher: a GET, or a POST when it has a body. No cookies, no retries. One that has headers
 * or a body is meant for its host alone: it goes by https and follows no redirect.
 */
export interface FetchRequest {
  readonly url: string;
  /** What the watcher can read; an answer of another type is not read. */
  readonly accept: 'html' | 'json';
  /**
   * Headers of its own by name in lower case, e.g. `authorization`; `accept` takes the place of the usual
   * one.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
  /** Sent back verbatim to make the request conditional. */
  readonly validator?: { readonly etag?: string; readonly lastModified?: string };
  /** The page as a browser shows it when its scripts have run; never conditional. */
  readonly rendered?: boolean;
}

export type FetchOutcome =
  | {
      readonly kind: 'answer';
      /** After redirects. */
      readonly url: string;
      /** `Content-Type` verbatim, empty when missing. */
      readonly contentType: string;
      /** Decoded (gzip, deflate, br), at most 5 MB. */
      readonly body: Uint8Array;
      readonly validator: { readonly etag?: string; readonly lastModified?: string };
    }
  | { readonly kind: 'not-modified' }
  /** `reading` says why: not-found, blocked, refused, unreachable, not-a-product (other content type). */
  | {
      readonly kind: 'failed';
      readonly reading: Exclude<Reading, { kind: 'offer' | 'unchanged' | 'ambiguous' }>;
    };

/**
 * The one way out to shops: address guard, lanes, robots.txt, limits. Never throws; an abort is
 * `unreachable`.
 */
export interface Http {
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
}

/** One request that a page makes by itself while a browser shows it. */
export interface PartRequest {
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST, which goes to the shop of the page only. */
  readonly body?: string;
}

export interface Part {
  readonly status: number;
  /** Those that a browser needs, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** @returns null when it was refused, failed, or is more than a page may have. */
export type LoadPart = (request: PartRequest, signal: AbortSignal) => Promise<Part | null>;

/** The way out for what belongs to a page: the same guard and limits, one request after the other. */
export interface PageTurns {
  /**
   * Waits for the turn of a page's shop, and keeps it while `work` shows the page; its signal also fires when
   * the way out closes.
   * @throws what `work` throws; an error when robots.txt forbids the page or the shop is paused; the signal's
   * reason.
   */
  takeTurn<T>(
    url: string,
    signal: AbortSignal,
    work: (load: LoadPart, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}
