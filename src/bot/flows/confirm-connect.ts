import { viewConnectHere } from '../views/connect-views';
import type { Flow } from './flow';

const YES = /^\s*(?:yes\b.*|(?:bring|move) (?:it|them|the list)(?: here)?)\s*[.!]*\s*$/i;

/** "Shall the list of the other chat come here?" */
export const confirmConnect: Flow = {
  ask: async (_state, { store, conversation, now }) => {
    const taken = await store.connections.findTaken(conversation.id, now);
    const from = taken && (await store.conversations.get(taken.from));
    return from && viewConnectHere(from.where);
  },
  read: (_state, text) => (YES.test(text) ? { do: 'connect-here', sure: 1 } : null),
  isAnsweredBy: (_state, intent) => intent.do === 'connect-here' && intent.sure === 1,
  describe: () => ({
    what: 'whether the list of another chat shall come here',
    words: 'connect here',
    intent: { do: 'connect-here' },
  }),
};
