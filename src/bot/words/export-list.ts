import { readExport } from '../../app/read-export';
import { writeLine } from '../portable/write-export';
import { say } from '../scene';
import type { Reply, Scene } from '../scene';
import { makeMessage } from '../views/make-message';

/** A longer list is told as a file only. */
const MOST_LINES = 20;

/** Where the list can be downloaded; a short one also as lines to paste. */
export async function exportList({ store, conversation, exportLink }: Scene): Promise<Reply> {
  const list = await readExport(store, conversation);
  const count = list.wishes.length;
  const message = makeMessage({
    title: count === 1 ? 'Your list: 1 product' : `Your list: ${count} products`,
    lines: [
      'The file has your products with their rules, the prices that I saw, and your settings. Spreadsheets open it.',
      'The link works for an hour, for whoever has it, and no longer once you erase your data.',
      'To bring it back, say “import” and paste what stands in the file.',
    ],
    buttons: [{ title: 'Download', url: exportLink(conversation) }],
  });
  const isShort = count > 0 && count <= MOST_LINES;
  return say(message, ...(isShort ? [list.wishes.map(writeLine).join('\n')] : []));
}
