import { toDecimal } from '../../core/money';
import { readBought } from '../read-bought';
import { describePrice, nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { subjectOf } from './flow';
import type { Flow } from './flow';

/**
 * "What did you pay?" State: `id`, the short id, and `days` when the person said how long it can be returned.
 */
export const typePaid: Flow = {
  ask: async (state, { store, conversation, print }) => {
    const id = subjectOf(state);
    const subject = await store.subscriptions.find(conversation.id, id);
    if (!subject || subject.status === 'ended') return null;
    const { confirmed } = subject.product;
    const now = confirmed?.price
      ? [
          ask(print.money(confirmed.price), {
            do: 'bought',
            id,
            amount: toDecimal(confirmed.price),
            ...daysOf(state),
          }),
        ]
      : [];
    return makeMessage(
      {
        title: nameSubscription(subject),
        lines: [
          'What did you pay? If it gets cheaper while you can return it, I will tell you.',
          ...(confirmed?.price ? [`It costs ${describePrice(confirmed, print)} now.`] : []),
        ],
        buttons: [...now, ask('Never mind', { do: 'cancel' })],
      },
      'Type the price, for example “79.90”, or say “cancel”.',
    );
  },
  read: (state, text) => {
    const id = subjectOf(state);
    const plain = text
      .trim()
      .toLowerCase()
      .replace(/[.!]+$/, '');
    const spoken = readBought(plain) ?? readBought(`paid ${plain}`);
    if (spoken?.amount === undefined || (spoken.id ?? id) !== id) return null;
    return { do: 'bought', ...daysOf(state), ...spoken, id };
  },
  isAnsweredBy: (state, intent) =>
    intent.do === 'bought' && intent.amount !== undefined && intent.id === subjectOf(state),
  describe: (state) => {
    const id = subjectOf(state);
    return { what: `what you paid for #${id}`, words: `bought ${id}`, intent: { do: 'bought', id } };
  },
};

function daysOf({ days }: Parameters<Flow['read']>[0]): { days?: number } {
  return typeof days === 'number' ? { days } : {};
}
