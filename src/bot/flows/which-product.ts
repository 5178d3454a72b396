import type { Action } from '../../core/message';
import type { FlowState } from '../../core/flow';
import { isSubjectIntent } from '../intent';
import type { SubjectIntent } from '../intent';
import { readAction } from '../read-action';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import type { Flow } from './flow';

/** More buttons do not fit under one card. */
const MOST_BUTTONS = 8;

/** "Which one do you mean?" State: `action`, the wish without its number. */
export const whichProduct: Flow = {
  ask: async (state, { store, conversation }) => {
    const wish = wishOf(state);
    const { items, total } = await store.subscriptions.list(conversation.id, 0, MOST_BUTTONS);
    if (!wish || total === 0) return null;
    const rest = total - items.length;
    return makeMessage(
      {
        title: 'Which one do you mean?',
        lines: [...items.map(nameSubscription), ...(rest > 0 ? [`… and ${rest} more, see “list”`] : [])],
        buttons: [
          ...items.map(({ shortId: id }) => ask(`#${id}`, { ...wish, id })),
          ask('Never mind', { do: 'cancel' }),
        ],
      },
      'Say its number, or “cancel”.',
    );
  },
  read: (state, text) => {
    const id = /^\s*(?:the )?(?:#|no\.? ?|number )?(\d{1,6})\s*[.!]?\s*$/i.exec(text)?.[1];
    const wish = wishOf(state);
    return wish && id !== undefined ? { ...wish, id: Number(id) } : null;
  },
  isAnsweredBy: (state, intent) => intent.do === wishOf(state)?.do,
  describe: (state) => {
    const wish = wishOf(state) ?? { do: 'show' };
    return { what: 'which product you mean', words: WORDS[wish.do] ?? wish.do, intent: wish };
  },
};

/** What to say for wishes whose name is no word. */
const WORDS: Readonly<Record<string, string>> = {
  rules: 'rule',
  'type-target': 'rule',
  'type-choice': 'choose',
  'keep-rule': 'keep',
  'add-shop': 'another shop',
  'remove-shop': 'remove shop',
};

function wishOf(state: FlowState): SubjectIntent | null {
  const intent = readAction(state['action'] as Action);
  return intent && isSubjectIntent(intent) ? intent : null;
}
