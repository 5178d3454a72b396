import { findLinks } from '../find-links';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { subjectOf } from './flow';
import type { Flow } from './flow';

/** "Which variant?", answered by its link. State: `id`, the short id. */
export const chooseVariantFlow: Flow = {
  ask: async (state, { store, conversation }) => {
    const subject = await store.subscriptions.find(conversation.id, subjectOf(state));
    if (subject?.status !== 'choosing') return null;
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
    const [url] = findLinks(text);
    return url === undefined ? null : { do: 'choose', id: subjectOf(state), url };
  },
  isAnsweredBy: (state, intent) => intent.do === 'choose' && intent.id === subjectOf(state),
};
