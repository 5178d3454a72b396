import { type FlowState } from '../../core/flow';
import { type Intent, isSubjectIntent } from '../intent';
import { readText } from '../read-text';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import type { Flow } from './flow';

/** What an alert that interrupted another question waits for: an act on what it is about, or “done”. */
export const interruption: Flow = {
  ask: async (state, { store, conversation }) => {
    const [id] = idsOf(state);
    const subject = id === undefined ? null : await store.subscriptions.find(conversation.id, id);
    return makeMessage({
      title: subject ? `We are at ${nameSubscription(subject)}.` : 'We are at what I told you just now.',
      lines: ['Say “done”, and I come back to my question.'],
      buttons: [ask('Done', { do: 'done' })],
    });
  },
  read: (state, text) => {
    const intent = readText(text);
    if (['done', 'cancel', 'thanks'].includes(intent.do)) return { do: 'done' };
    const [id, ...others] = idsOf(state);
    const isAbout =
      isSubjectIntent(intent) && intent.id === undefined && id !== undefined && others.length === 0;
    const meant = isAbout ? { ...intent, id } : intent;
    return actsOn(state, meant) ? meant : null;
  },
  isAnsweredBy: (state, intent) => intent.do === 'done' || actsOn(state, intent),
  describe: () => ({ what: 'whether you are done', words: 'list', intent: { do: 'list', page: 1 } }),
};

function idsOf(state: FlowState): readonly number[] {
  return Array.isArray(state['ids']) ? (state['ids'] as number[]) : [];
}

function actsOn(state: FlowState, intent: Intent): boolean {
  return isSubjectIntent(intent) && intent.id !== undefined && idsOf(state).includes(intent.id);
}
