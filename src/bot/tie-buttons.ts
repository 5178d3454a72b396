import { DAY, type Instant } from '../core/history';
import type { Action, Card, Message } from '../core/message';
import type { Conversation } from '../core/records';

/**
 * Cards of alerts are kept up to date for 30 days; who scrolls further back may still press their buttons.
 */
const GOOD_FOR_MS = 180 * DAY;

/**
 * Ties each button to its conversation, for a while. A number like #1 means something only where it was
 * given, and a conversation that was erased begins anew with 1 in the same chat, where its old cards can
 * still be seen.
 */
export function tieButtons(message: Message, { id: chat }: Pick<Conversation, 'id'>, now: Instant): Message {
  return changeActions(message, (action) => ({ ...action, chat, until: now + GOOD_FOR_MS }));
}

/** Only this person may press its buttons. */
export function reserveButtons(message: Message, person: string): Message {
  return changeActions(message, (action) => ({ ...action, by: person }));
}

function changeActions(message: Message, change: (action: Action) => Action): Message {
  const { card, below } = message;
  const changeCard = (one: Card): Card => ({
    ...one,
    buttons: one.buttons.map((button) =>
      'action' in button ? { ...button, action: change(button.action) } : button,
    ),
  });
  return { ...message, ...(card && { card: changeCard(card) }), ...(below && { below: changeCard(below) }) };
}

const UNKNOWN =
  'I do not know that button: it may be older than my last update, so I have done nothing. ' +
  'Please say it in words, for example “list” or “stop 1”.';
const ELSEWHERE =
  'That button is of another chat, or of a time of which I have erased all I knew, so I have done nothing. ' +
  'Say “list” to see what I watch here.';
const EXPIRED =
  'That card is more than half a year old, so I have done nothing. Say “list” to see what I watch now.';
const RESERVED = 'I asked somebody else that, and leave it to them. Say what you want in words, and I do it.';

/**
 * @param action null: it is no button of ours.
 * @returns why a pressed button does nothing; null when it may.
 */
export function refuseButton(
  action: Action | null,
  { id }: Pick<Conversation, 'id'>,
  person: string,
  now: Instant,
): string | null {
  if (action === null) return UNKNOWN;
  const { chat, until, by = person } = action;
  if (chat !== id) return ELSEWHERE;
  if (typeof until !== 'number' || until <= now) return EXPIRED;
  return by === person ? null : RESERVED;
}
