import type { FlowState } from '../../core/flow';
import { findLinks } from '../find-links';
import { nameSubscription } from '../views/describe-product';
import { type Choice, viewChoices } from '../views/choice-card';
import { ask, makeMessage } from '../views/make-message';
import { LONGEST_LINK_AND_WORDS, subjectOf } from './flow';
import type { Flow } from './flow';

/** @param choices what can be chosen by a button; none: the person looks for it in the shop. */
export function askWhichVariant(id: number, choices: readonly Choice[]): FlowState {
  return { kind: 'choose-variant', id, choices };
}

/** "Which variant?", answered by its number, its name or its link. */
export const chooseVariantFlow: Flow = {
  longest: LONGEST_LINK_AND_WORDS,
  ask: async (state, { store, conversation }) => {
    const subject = await store.subscriptions.find(conversation.id, subjectOf(state));
    if (subject?.status !== 'choosing') return null;
    const choices = choicesOf(state);
    if (choices.length > 0) return viewChoices(subject, choices);
    return makeMessage(
      {
        title: nameSubscription(subject),
        lines: [
          'Pick the variant in the shop, so that its page shows the one you want, and paste that link.',
        ],
        buttons: [{ title: 'Go to shop', url: subject.product.url }, ask('Never mind', { do: 'cancel' })],
      },
      'Say “cancel” to leave it.',
    );
  },
  read: (state, text) => {
    const choices = choicesOf(state);
    const [link] = findLinks(text);
    const url = choices.length > 0 ? findChoice(choices, link ?? text)?.url : link;
    return url === undefined ? null : { do: 'choose', id: subjectOf(state), url };
  },
  isAnsweredBy: (state, intent) => intent.do === 'choose' && intent.id === subjectOf(state),
  describe: (state) => {
    const id = subjectOf(state);
    return {
      what: `which variant of #${id} you want`,
      words: `choose ${id}`,
      intent: { do: 'type-choice', id },
    };
  },
};

function choicesOf(state: FlowState): readonly Choice[] {
  return Array.isArray(state['choices']) ? (state['choices'] as Choice[]) : [];
}

/**
 * By its number, its link, or the beginning of its name if only one begins so. A link to anything else is no
 * answer.
 */
function findChoice(choices: readonly Choice[], said: string): Choice | undefined {
  const wanted = said
    .trim()
    .replace(/[.!]+$/, '')
    .toLowerCase();
  const number = /^(?:the )?#?(\d{1,2})$/.exec(wanted)?.[1];
  if (number !== undefined) return choices[Number(number) - 1];
  const linked = choices.find(({ url }) => url === said);
  if (linked) return linked;
  const named = choices.filter(({ name }) => wanted.length > 1 && name.toLowerCase().startsWith(wanted));
  return named.length === 1 ? named[0] : undefined;
}
