import { importWishes } from '../../app/import-wishes';
import { LONGEST_TEXT } from '../find-links';
import { readImport } from '../portable/read-import';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { explainImportRefusal, viewImporting } from '../views/import-views';
import { importSettings } from './import-settings';

/** Products that one message may bring. */
export const MOST_LINES = 500;

const TOO_MUCH =
  `That is too much for one message: I take ${MOST_LINES} products and ${LONGEST_TEXT} characters at once. ` +
  'I have taken none of it; please send it in parts.';

/** Brings wishes in, as lines or as the text of a file. @param text absent: it is asked for. */
export async function importList(scene: Scene, { text }: { readonly text?: string }): Promise<Reply> {
  if (text === undefined) return open({ kind: 'import-lines' });
  const { conversation, person, turnKey: key, store, now } = scene;
  const found = readImport(text, now);
  const isTooMuch = text.length > LONGEST_TEXT || found.lines.length + found.faults.length > MOST_LINES;
  if (isTooMuch) return refuse(TOO_MUCH);
  const settings = await importSettings(scene, found.settings);
  const { defaultRule } = ((await store.conversations.get(conversation.id)) ?? conversation).settings;
  const owner = { conversationId: conversation.id, person, defaultRule, key };
  const result = await importWishes(scene, owner, found.lines, now);
  const refused = result.refused.map(({ line: { line, link }, refusal }) => ({
    line,
    why: explainImportRefusal(link, refusal),
  }));
  const message = viewImporting({
    ...result,
    settings: settings.taken,
    prices: found.prices,
    faults: [...found.faults, ...settings.faults, ...refused].sort((a, b) => a.line - b.line),
  });
  const isNothing = result.added + result.followed + settings.taken === 0;
  return isNothing ? { ...say(message), refused: true } : say(message);
}
