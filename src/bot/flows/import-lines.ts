import { bringsLines, dropImportWord } from '../portable/read-import';
import { ask, makeMessage } from '../views/make-message';
import type { Flow } from './flow';

/** "What shall I bring in?" */
export const importLines: Flow = {
  longest: Infinity,
  ask: () =>
    Promise.resolve(
      makeMessage(
        {
          title: 'What shall I bring into your list?',
          lines: [
            'Paste links here, each on a line of its own, and behind each what you wish:',
            '“https://shop.example/kettle at 79 EUR”, “https://shop.example/lamp 15 %”.',
            'Or open a file that I gave you, and paste what stands in it.',
          ],
          buttons: [ask('Never mind', { do: 'cancel' })],
        },
        'Say “cancel” to leave it.',
      ),
    ),
  read: (_state, said) => {
    const text = dropImportWord(said);
    return bringsLines(text) ? { do: 'import', text } : null;
  },
  isAnsweredBy: () => false,
  describe: () => ({
    what: 'what I shall bring into your list',
    words: 'import',
    intent: { do: 'import' },
  }),
};
