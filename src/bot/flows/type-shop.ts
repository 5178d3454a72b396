import { findLinks } from '../find-links';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { LONGEST_LINK_AND_WORDS, subjectOf } from './flow';
import type { Flow } from './flow';

/** "What is its link in the other shop?" State: `id`, the short id. */
export const typeShop: Flow = {
  longest: LONGEST_LINK_AND_WORDS,
  ask: async (state, { store, conversation }) => {
    const subject = await store.subscriptions.find(conversation.id, subjectOf(state));
    if (!subject || subject.status === 'ended') return null;
    return makeMessage(
      {
        title: nameSubscription(subject),
        lines: ['Paste the link of the same thing in another shop, and I watch it there, too.'],
        buttons: [ask('Never mind', { do: 'cancel' })],
      },
      'Say “cancel” to leave it.',
    );
  },
  read: (state, text) => {
    const [url, ...others] = findLinks(text);
    return url !== undefined && others.length === 0 ? { do: 'add-shop', id: subjectOf(state), url } : null;
  },
  isAnsweredBy: (state, intent) =>
    intent.do === 'add-shop' && intent.url !== undefined && intent.id === subjectOf(state),
  describe: (state) => {
    const id = subjectOf(state);
    return {
      what: `for the link of #${id} in another shop`,
      words: `another shop ${id}`,
      intent: { do: 'add-shop', id },
    };
  },
};
