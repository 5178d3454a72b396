import { describePrice, nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { readText } from '../read-text';
import { subjectOf } from './flow';
import type { Flow } from './flow';

/** "At which price?" State: `id`, the short id. */
export const typeTarget: Flow = {
  ask: async (state, { store, conversation, print }) => {
    const subject = await store.subscriptions.find(conversation.id, subjectOf(state));
    if (!subject || subject.status === 'ended') return null;
    const { confirmed } = subject.product;
    return makeMessage(
      {
        title: nameSubscription(subject),
        lines: [
          'At which price, or less, shall I tell you? For example “79.99”, or “15 %”.',
          ...(confirmed?.price ? [`It costs ${describePrice(confirmed, print)} now.`] : []),
        ],
        buttons: [ask('Never mind', { do: 'cancel' })],
      },
      'Say “cancel” to leave it as it is.',
    );
  },
  read: (state, text) => {
    const id = subjectOf(state);
    const bare = /^\s*(\d{1,9})\s*$/.exec(text)?.[1];
    if (bare !== undefined) return { do: 'rule', id, rule: 'target', amount: bare };
    const intent = readText(text);
    return intent.do === 'rule' && (intent.id ?? id) === id ? { ...intent, id } : null;
  },
  isAnsweredBy: (state, intent) => intent.do === 'rule' && intent.id === subjectOf(state),
  describe: (state) => {
    const id = subjectOf(state);
    const what = `at which price I shall tell you about #${id}`;
    return { what, words: `rule ${id}`, intent: { do: 'type-target', id } };
  },
};
