import { DEFAULT_MANNER, MANNERS, type Manner } from '../../core/manner';
import type { Message } from '../../core/message';
import type { Conversation } from '../../core/records';
import { ask, makeMessage } from './make-message';

/** "An alert …" */
export const MANNER_WORDS: Readonly<Record<Manner, string>> = {
  wait: 'waits until you have answered',
  interject: 'comes at once, and I repeat the question below it',
  interrupt: 'comes at once, and I ask again when you are done with it',
  cancel: 'comes at once, and I drop the question',
};

const TITLES: Readonly<Record<Manner, string>> = {
  wait: 'Wait',
  interject: 'Interject',
  interrupt: 'Interrupt',
  cancel: 'Cancel the question',
};

export function mannerOf({ settings }: Conversation): Manner {
  return settings.manner ?? DEFAULT_MANNER;
}

/** What shall an alert do when a question is open? */
export function viewMannerMenu(conversation: Conversation): Message {
  return makeMessage(
    {
      title: 'What shall an alert do when a question of mine is open?',
      lines: [`Now it ${MANNER_WORDS[mannerOf(conversation)]}.`],
      facts: MANNERS.map((manner) => ({ label: TITLES[manner], value: `it ${MANNER_WORDS[manner]}` })),
      buttons: MANNERS.map((manner) => ask(TITLES[manner], { do: 'manner', manner })),
    },
    'Say for example “manner interject”.',
  );
}
