import { isTime } from '../read-reminder';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { subjectOf } from './flow';
import type { Flow } from './flow';

const USUAL_TIMES = ['Tomorrow at 9:00', 'In 3 days', 'In a week'];

/** "When shall I remind you?" State: `id`, the short id. */
export const typeReminder: Flow = {
  ask: async (state, { store, conversation }) => {
    const id = subjectOf(state);
    const subject = await store.subscriptions.find(conversation.id, id);
    if (!subject || subject.status === 'ended') return null;
    return makeMessage(
      {
        title: nameSubscription(subject),
        lines: ['When shall I remind you of it? For example “Friday at 9:00”, or “in 3 days”.'],
        buttons: [
          ...USUAL_TIMES.map((when) => ask(when, { do: 'remind', id, when })),
          ask('Never mind', { do: 'cancel' }),
        ],
      },
      'Say “cancel” to leave it.',
    );
  },
  read: (state, text) => {
    const when = text.trim().replace(/[.!]+$/, '');
    return isTime(when) ? { do: 'remind', id: subjectOf(state), when } : null;
  },
  isAnsweredBy: (state, intent) =>
    intent.do === 'remind' && intent.when !== undefined && intent.id === subjectOf(state),
  describe: (state) => {
    const id = subjectOf(state);
    return { what: `when I shall remind you of #${id}`, words: `remind ${id}`, intent: { do: 'remind', id } };
  },
};
