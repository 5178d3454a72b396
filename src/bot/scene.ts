import type { FlowState } from '../core/flow';
import type { Instant } from '../core/history';
import type { Message } from '../core/message';
import type { CodeLink } from '../app/code-link';
import type { Looker, Random, Wake } from '../core/ports';
import type { Conversation } from '../core/records';
import type { Store } from '../core/store';
import type { Whereabouts } from '../core/turn';
import type { ChartLinks } from './chart-links';
import type { Print } from './print';

/** Where and when something is said, and with what it can be done. */
export interface Scene {
  readonly store: Store;
  readonly looker: Pick<Looker, 'identify'>;
  readonly wake: Wake;
  readonly charts: ChartLinks;
  /** @returns the address from which the list of a conversation can be downloaded for a while. */
  readonly exportLink: (conversation: Conversation) => string;
  /** What another service needs to write into a conversation; null: none may. */
  readonly hookAddress: ((conversation: Conversation) => string) | null;
  /** The address of the page that shows a code. */
  readonly codePage: (link: CodeLink) => string;
  readonly random: Pick<Random, 'token'>;
  readonly now: Instant;
  readonly conversation: Conversation;
  /** The channel's id of who speaks. */
  readonly person: string;
  /** What the channel calls them, made fit for a sentence. */
  readonly name: string;
  /** Opens the chat with one person of a group, who asked for it. @returns null when the channel refuses. */
  readonly openPersonal: OpenPersonal;
  readonly print: Print;
  /** Names this turn, so that what it causes has one effect. */
  readonly turnKey: string;
}

export type OpenPersonal = (
  group: Whereabouts,
  person: { readonly id: string; readonly name: string },
) => Promise<Whereabouts | null>;

/** What is answered to one wish. */
export interface Reply {
  readonly messages: readonly Message[];
  /** The wish could not be taken as it was put: an open question stays open. */
  readonly refused?: true;
  /** A question to ask now. */
  readonly opens?: FlowState;
  /** Nothing may be said after it. */
  readonly isLast?: true;
}

export function say(...messages: readonly (Message | string)[]): Reply {
  return {
    messages: messages.map((message) => (typeof message === 'string' ? { text: message } : message)),
  };
}

/** Says why a wish was not taken. */
export function refuse(text: string): Reply {
  return { ...say(text), refused: true };
}

export function open(state: FlowState): Reply {
  return { messages: [], opens: state };
}
