import type { Action, Card, Message } from '../core/message';
import type { Conversation } from '../core/records';

/**
 * A number like #1 means something only in the conversation that gave it, and one that was erased begins anew with 1 in the
 * same chat, where its old cards can still be seen. So each button with a number says whose it is.
 */
export function tieButtons(message: Message, { id }: Pick<Conversation, 'id'>): Message {
  const { card, below } = message;
  return {
    ...message,
    ...(card && { card: tieCard(card, id) }),
    ...(below && { below: tieCard(below, id) }),
  };
}

function tieCard(card: Card, chat: number): Card {
  const buttons = card.buttons.map((button) =>
    'action' in button && 'id' in button.action ? { ...button, action: { ...button.action, chat } } : button,
  );
  return { ...card, buttons };
}

/** @returns true when the button stands on a card of a conversation that was erased. */
export function isOutlived({ chat }: Action, { id }: Pick<Conversation, 'id'>): boolean {
  return chat !== undefined && String(chat) !== String(id);
}
