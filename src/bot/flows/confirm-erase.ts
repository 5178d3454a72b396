import { ask, makeMessage } from '../views/make-message';
import type { Flow } from './flow';

const SURE = /^\s*(?:yes\b.*|(?:yes,? )?erase(?: (?:it|all|everything|all my data))?)\s*[.!]*\s*$/i;

/** "Shall I erase everything?" */
export const confirmErase: Flow = {
  ask: async (_state, { store, conversation }) => {
    const { total } = await store.subscriptions.list(conversation.id, 0, 1);
    return makeMessage(
      {
        title: 'Shall I erase all your data?',
        lines: [
          `I forget ${countProducts(total)}, with rules and alerts, your settings, and how to reach you.`,
          'There is no way back.',
        ],
        buttons: [
          ask('Erase everything', { do: 'erase-now' }),
          ...(total > 0 ? [ask('Export first', { do: 'export' })] : []),
          ask('Never mind', { do: 'cancel' }),
        ],
      },
      'Say “erase everything”, “export” to take your list along first, or “cancel”.',
    );
  },
  read: (_state, text) => (SURE.test(text) ? { do: 'erase-now' } : null),
  isAnsweredBy: (_state, intent) => intent.do === 'erase-now',
  describe: () => ({
    what: 'whether I shall erase all your data',
    words: 'erase my data',
    intent: { do: 'erase' },
  }),
};

function countProducts(total: number): string {
  return total === 1 ? 'the product I watch for you' : `the ${total} products I watch for you`;
}
