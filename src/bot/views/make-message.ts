import type { Button, Card, Message } from '../../core/message';
import type { ButtonIntent } from '../intent';

/** A button that asks for something we understand. */
export function ask(title: string, intent: ButtonIntent): Button {
  return { title, action: intent };
}

/** A card as views write it: what is missing is empty. */
export interface Draft {
  readonly title: string;
  readonly headline?: string;
  readonly image?: string | undefined;
  readonly picture?: Card['picture'];
  readonly lines?: readonly string[];
  readonly facts?: Card['facts'];
  readonly footnote?: string;
  readonly buttons?: readonly Button[];
}

/**
 * Makes a message whose text says the whole of its card.
 * @param words what the buttons do, for people who can only type; not shown on the card.
 */
export function makeMessage(draft: Draft, words?: string): Message {
  const { title, headline, image, picture, lines = [], facts = [], footnote, buttons = [] } = draft;
  const links = buttons.flatMap((button) => ('url' in button ? [button.url] : []));
  const text = [
    headline === undefined ? title : `${title}: ${headline}`,
    ...lines,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...(footnote === undefined ? [] : [footnote]),
    ...links,
    ...(words === undefined ? [] : [words]),
  ].join('\n');
  const optional = {
    ...(headline === undefined ? {} : { headline }),
    ...(image === undefined ? {} : { image }),
    ...(picture === undefined ? {} : { picture }),
    ...(footnote === undefined ? {} : { footnote }),
  };
  return { text, card: { title, ...optional, lines, facts, buttons } };
}
