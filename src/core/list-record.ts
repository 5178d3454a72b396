import type { GroundKind } from './ground';
import type { Period } from './history';
import type { PortableWish } from './portable-wish';
import type { ConversationSettings } from './records';
import type { Whereabouts } from './turn';

/** A chat, as it moves from one installation to another. */
export interface ConversationRecord {
  readonly record: 'conversation';
  /** Names it within the file. */
  readonly id: number;
  readonly where: Whereabouts;
  readonly settings: ConversationSettings;
  /** Why it may be written to. */
  readonly ground: GroundKind;
}

/** One wish of a chat that stands above it in the file. */
export interface WishRecord extends PortableWish {
  readonly record: 'wish';
  readonly conversation: number;
  /** The channel's id of who asked. */
  readonly person: string;
  readonly link: string;
  /** What was seen of the product, oldest first. */
  readonly history: readonly Period[];
}

export type ListRecord = ConversationRecord | WishRecord;
