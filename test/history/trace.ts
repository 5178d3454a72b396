/**
 * A history: what happened around Ebb, as the world outside saw it: shops, people, the connector, the
 * machine. Nothing in it was asked of Ebb's own code or database. Written as JSON lines, in the order in
 * which it happened.
 *
 * Chats of one trace belong to one tenant. A chat has one person, unless turns name several.
 */
export type TraceEvent = Stamp &
  (Shop | Look | Turn | Taken | Post | Reachability | ProcessChange | ClockJump | End);

interface Stamp {
  /**
   * Milliseconds since 1970 by the clock that Ebb is given, jumps included. Runs back only at a `clock-jump`.
   */
  readonly at: number;
}

/** From now on the shop shows this. */
interface Shop {
  readonly kind: 'shop';
  readonly product: string;
  /** The same in all events of a product, and no part of another product's title. */
  readonly title: string;
  /**
   * A decimal in EUR with two digits, "79.17", that the product has at no other time than the stretch up to
   * its next `shop` event with another price; null: the page shows none.
   */
  readonly price: string | null;
  readonly inStock: boolean;
  /** `page`: what is said above; everything else says nothing about price and stock. */
  readonly answers: 'page' | 'not-found' | 'blocked' | 'error';
}

/** The shop has written a whole answer to Ebb. What it showed is the last `shop` event of the product. */
interface Look {
  readonly kind: 'look';
  readonly product: string;
  /** When the request came. Ebb does not wait for ever: after a long wait it may have hung up. */
  readonly askedAt: number;
  /** It answered 304: as the last time. */
  readonly notModified: boolean;
}

/** Something was sent to Ebb; sent again with the same id until it is taken, as one more event each time. */
interface Turn {
  readonly kind: 'turn';
  readonly chat: string;
  readonly person: string;
  /** The activity's id, by which answers name it. */
  readonly id: string;
  readonly text: string;
  readonly means: Meaning;
}

/** Ebb took that turn (HTTP 2xx). Between the two it may or may not have had its effect. */
interface Taken {
  readonly kind: 'taken';
  readonly chat: string;
  readonly id: string;
}

/** Ebb posted a message to the connector. Recorded when the request has been read. */
interface Post {
  readonly kind: 'post';
  readonly chat: string;
  readonly id: string;
  /** The id of the turn that it answers within the turn; null: sent on its own. */
  readonly replyTo: string | null;
  /** All that a person reads in it: the activity's text, or the `fallbackText` of its card. */
  readonly text: string;
  /** A person sees it. */
  readonly shown: boolean;
  /** The HTTP status that the connector answered; null: it broke off or stayed silent. */
  readonly told: number | null;
  /** With 429: so long it wants to be left alone; absent when it does not say. */
  readonly retryAfterMs?: number;
}

/**
 * The connector refuses what comes for the chat from now on (blocked, uninstalled, left), or takes it again.
 */
interface Reachability {
  readonly kind: 'chat';
  readonly chat: string;
  readonly reachable: boolean;
}

/** A process of Ebb is up; was killed (SIGKILL); was asked to end and has ended. */
interface ProcessChange {
  readonly kind: 'start' | 'kill' | 'stop';
  readonly process: number;
}

/** The clock of all processes jumped by so much more than time passed; `at` is the time after the jump. */
interface ClockJump {
  readonly kind: 'clock-jump';
  readonly byMs: number;
}

/** The last event: nothing was recorded after it. */
interface End {
  readonly kind: 'end';
}

/**
 * What a turn meant, so that nobody need read English. For a question with an answer (a target typed later,
 * an erase that is confirmed) the answer carries the meaning, and the turns before it are `open-flow`.
 */
export type Meaning =
  /**
   * Its link was pasted; the chat follows it with the usual rule: 20 % under the price when it is first read.
   */
  | { readonly kind: 'track'; readonly product: string }
  | { readonly kind: 'rule'; readonly product: string; readonly rule: Rule }
  /** `product` null: everything of the chat. */
  | { readonly kind: 'pause' | 'resume' | 'stop'; readonly product: string | null }
  /** Quiet from `from` to `to`, "22:00" and "7:00" on the wall clock of the IANA zone, each day. */
  | { readonly kind: 'quiet'; readonly from: string; readonly to: string; readonly timeZone: string }
  | { readonly kind: 'quiet-off' }
  /** Its alerts pass quiet hours from now on, or no longer; `product` null: those of the whole chat. */
  | { readonly kind: 'break-through'; readonly product: string | null; readonly on: boolean }
  /** Until an instant; `product` null: everything. An instant in the past ends it. */
  | { readonly kind: 'snooze'; readonly product: string | null; readonly until: number }
  | { readonly kind: 'manner'; readonly manner: Manner }
  /** Its alerts pass the gap; `manner`: their own one, null: as the chat's. */
  | {
      readonly kind: 'urgent';
      readonly product: string;
      readonly on: boolean;
      readonly manner: Manner | null;
    }
  | { readonly kind: 'open-flow' }
  | { readonly kind: 'answer-flow' }
  /** Asks for something at this moment: an answer about the product comes, whatever the settings. */
  | { readonly kind: 'check' | 'test'; readonly product: string }
  | { readonly kind: 'remind'; readonly product: string; readonly at: number }
  /** The answer that confirms to erase all data of the chat. */
  | { readonly kind: 'erase' }
  /** The connector tells that the bot was removed from the chat, or was put back. */
  | { readonly kind: 'removed' | 'added' }
  /** Anything else: list, help, settings, a word that is not understood. */
  | { readonly kind: 'other' };

type Rule =
  | { readonly kind: 'target'; readonly price: string }
  /** Measured from the price when the rule is set. */
  | { readonly kind: 'drop'; readonly percent: number }
  | { readonly kind: 'lowest'; readonly days: number }
  | { readonly kind: 'back-in-stock' }
  | { readonly kind: 'any-change' };

export type Manner = 'wait' | 'interject' | 'interrupt' | 'cancel';
