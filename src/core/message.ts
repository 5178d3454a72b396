/**
 * What a button asks for. `do` names the wish, the rest are its plain arguments; every use is checked against
 * the owner. A channel keeps others from changing it.
 */
export interface Action {
  readonly do: string;
  readonly [argument: string]: string | number;
}

export type Button =
  { readonly title: string; readonly url: string } | { readonly title: string; readonly action: Action };

/** A card, in plain strings: a channel escapes them for its own format. */
export interface Card {
  readonly title: string;
  /** The line under the title, printed large: the price. */
  readonly headline?: string;
  readonly image?: string;
  /** Shown large, under the lines: https, a path on our own server, or data. `alt` says what it shows. */
  readonly picture?: { readonly url: string; readonly alt: string };
  readonly lines: readonly string[];
  /** One line at the end, printed small: where and when this was seen. */
  readonly footnote?: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly buttons: readonly Button[];
  /** Who is called by name, by the channel's ids, so that it notifies them. */
  readonly mentions?: readonly { readonly id: string; readonly name: string }[];
}

/** One message to a person. `text` says the whole of it without the card. */
export interface Message {
  readonly text: string;
  readonly card?: Card;
  /** A second card under the first, in the same message: the open question, asked again. */
  readonly below?: Card;
  /** In a channel it begins a thread of its own; absent: it goes to the thread that spoke last. */
  readonly opensThread?: true;
}
