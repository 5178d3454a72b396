import type { Action, Message } from './message';

export type ConversationKind = 'personal' | 'group' | 'channel';

/** How to reach a conversation again: JSON that only its channel reads. */
export type Address = Readonly<Record<string, unknown>>;

/** Who speaks where, as the channel tells it. */
export interface Whereabouts {
  /** Id of the channel, e.g. `msteams`, `webchat`. */
  readonly channel: string;
  /** Tenant or workspace; empty where the channel has none. */
  readonly tenant: string;
  /** The conversation's id within channel and tenant. */
  readonly externalId: string;
  readonly kind: ConversationKind;
  readonly address: Address;
  /** Of a personal chat: the person's id in the organisation's directory, when the channel tells it. */
  readonly directoryId?: string;
  /** BCP 47, when the channel tells it. */
  readonly locale?: string;
  /** IANA time zone, when the channel tells it. */
  readonly timeZone?: string;
}

/** One thing that came in: a text, a pressed button, or an event of the chat itself. */
export interface Turn {
  readonly where: Whereabouts;
  /** The channel's id of this activity; null when it gives none. The same id twice has one effect. */
  readonly activityId: string | null;
  readonly person: { readonly id: string; readonly name?: string };
  readonly text: string;
  /**
   * Of a pressed button; null: no button that we made, or none of this version. The channel vouches for it.
   */
  readonly action?: Action | null;
  /** `opened`: the chat was opened or the bot installed; `closed`: the bot was removed. */
  readonly event?: 'opened' | 'closed';
  reply(message: Message): Promise<void>;
}
