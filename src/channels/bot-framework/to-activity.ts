import type { Seal } from '../../core/endpoint';
import type { Card, Message } from '../../core/message';
import { toAdaptiveCard, type AdaptiveCard } from './adaptive-card';

/** What of an activity says the message; the channel adds whereto. */
export interface MessageActivity {
  readonly type: 'message';
  readonly textFormat: 'plain';
  readonly text?: string;
  /** What a notification shows of a card. */
  readonly summary?: string;
  readonly attachments?: readonly {
    readonly contentType: 'application/vnd.microsoft.card.adaptive';
    readonly content: AdaptiveCard;
  }[];
}

export interface ActivityOptions {
  /** The client shows the card, so the text would stand there twice: it goes into summary and fallback. */
  readonly showsCards: boolean;
  /** Makes the tokens of buttons. */
  readonly seal: Seal;
}

/** Teams refuses larger ones: learn.microsoft.com, "Format your bot messages". */
const MAX_BYTES = 28 * 1024;
const MAX_TEXT = 6000;
const MAX_SUMMARY = 500;

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const halfCharacter = /[\uD800-\uDBFF]$/;
  return `${text.slice(0, length - 1).replace(halfCharacter, '')}…`;
}

function shorten(card: Card, length: number): Card {
  return {
    title: cut(card.title, length),
    ...(card.headline !== undefined && { headline: cut(card.headline, length) }),
    lines: card.lines.slice(0, 20).map((line) => cut(line, length)),
    facts: card.facts
      .slice(0, 20)
      .map(({ label, value }) => ({ label: cut(label, length), value: cut(value, length) })),
    buttons: card.buttons.slice(0, 12),
    ...(card.mentions && { mentions: card.mentions.slice(0, 20) }),
  };
}

function withCards(
  cards: readonly Card[],
  text: string,
  { showsCards, seal }: ActivityOptions,
): MessageActivity {
  return {
    type: 'message',
    textFormat: 'plain',
    ...(!showsCards && { text }),
    summary: cut(text, MAX_SUMMARY),
    attachments: cards.map((card) => ({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: toAdaptiveCard(card, text, seal),
    })),
  };
}

function fits(activity: MessageActivity): boolean {
  return Buffer.byteLength(JSON.stringify(activity)) <= MAX_BYTES;
}

/** Pure. A card that is too large loses its image, then long strings are cut, at last it is left out. */
export function toActivity(message: Message, options: ActivityOptions): MessageActivity {
  const text = cut(message.text, MAX_TEXT);
  const cards = [message.card, message.below].filter((card) => card !== undefined);
  const plain: MessageActivity = { type: 'message', textFormat: 'plain', text };
  if (cards.length === 0) return plain;
  const sizes = [cards, ...[1000, 200].map((length) => cards.map((card) => shorten(card, length)))];
  return sizes.map((size) => withCards(size, text, options)).find(fits) ?? plain;
}
