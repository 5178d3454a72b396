import type { Button, Message } from '../../core/message';

/** One line before all others. */
export function startWith(line: string, message: Message): Message {
  const { text, card } = message;
  return {
    ...message,
    text: `${line}\n${text}`,
    ...(card && { card: { ...card, lines: [line, ...card.lines] } }),
  };
}

export function addLines(message: Message, lines: readonly string[]): Message {
  const { text, card } = message;
  return {
    ...message,
    text: [text, ...lines].join('\n'),
    ...(card && { card: { ...card, lines: [...card.lines, ...lines] } }),
  };
}

/**
 * Next to the first one: clients hide the last ones. What it does must be said in words, too, for `text` has
 * no buttons.
 */
export function addButton(message: Message, button: Button): Message {
  const { card } = message;
  if (!card) return message;
  const [first, ...others] = card.buttons;
  return { ...message, card: { ...card, buttons: [...(first ? [first] : []), button, ...others] } };
}

/** The second one under the first, in one message. */
export function putBelow(first: Message, second: Message): Message {
  const { card, below } =
    second.card && !first.card ? { card: second.card } : { card: first.card, below: second.card };
  return { text: `${first.text}\n\n${second.text}`, ...(card && { card }), ...(below && { below }) };
}
