import { readText } from '../read-text';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import type { Intent } from '../intent';
import type { Flow } from './flow';

/** More buttons do not fit under one card. */
const MOST_PRODUCTS = 5;

/** "What shall I stop?": one product, all of them for a while, or everything for good. */
export const stopWhat: Flow = {
  ask: async (_state, { store, conversation }) => {
    const { items, total } = await store.subscriptions.list(conversation.id, 0, MOST_PRODUCTS);
    const rest = total - items.length;
    return makeMessage(
      {
        title: 'What shall I stop?',
        lines: [...items.map(nameSubscription), ...(rest > 0 ? [`… and ${rest} more, see “list”`] : [])],
        buttons: [
          ...items.map(({ shortId: id }) => ask(`Stop #${id}`, { do: 'stop', id })),
          ...(total > 0 ? [ask('Pause everything', { do: 'pause-all' })] : []),
          ask('Erase all my data', { do: 'erase' }),
          ask('Never mind', { do: 'cancel' }),
        ],
      },
      total > 0
        ? 'Say the number of a product, “pause everything”, “erase my data” or “cancel”.'
        : 'Say “erase my data” or “cancel”.',
    );
  },
  read: (_state, text) => {
    const id = /^\s*(?:the )?(?:#|no\.? ?|number )?(\d{1,6})\s*[.!]?\s*$/i.exec(text)?.[1];
    if (id !== undefined) return { do: 'stop', id: Number(id) };
    const intent = readText(text);
    if (intent.do === 'pause' && intent.id === undefined) return { do: 'pause-all' };
    return isAnswer(intent) ? intent : null;
  },
  isAnsweredBy: (_state, intent) => isAnswer(intent),
  describe: () => ({ what: 'what I shall stop', words: 'stop', intent: { do: 'stop' } }),
};

function isAnswer(intent: Intent): boolean {
  return (
    (intent.do === 'stop' && intent.id !== undefined) || intent.do === 'pause-all' || intent.do === 'erase'
  );
}
