import type { Intent } from '../intent';
import type { LineFault, ReadImport } from '../portable/read-import';
import { cleanText } from '../clean-text';
import { refuseSetting } from '../may-manage';
import { readText } from '../read-text';
import type { Reply, Scene } from '../scene';
import { setManner } from './manners';
import { setBreakThrough, setQuiet } from './quiet';
import { setDefaultRule, setTimeZone } from './settings';

/** Takes settings in the words that set them. @returns how many were taken, and which lines were not. */
export async function importSettings(
  scene: Scene,
  settings: ReadImport['settings'],
): Promise<{ readonly taken: number; readonly faults: readonly LineFault[] }> {
  const faults: LineFault[] = [];
  for (const { line, words } of settings) {
    // One setting changes what the next one adds to.
    const conversation = (await scene.store.conversations.get(scene.conversation.id)) ?? scene.conversation;
    const intent = readText(words);
    const locked = refuseSetting(scene, intent);
    if (locked) {
      faults.push({ line, why: locked.messages.map(({ text }) => text).join(' ') });
      continue;
    }
    const reply = await change({ ...scene, conversation }, intent);
    if (reply === null || reply.refused) {
      faults.push({ line, why: `“${cleanText(words, 60)}” is no setting of mine` });
    }
  }
  return { taken: settings.length - faults.length, faults };
}

/** @returns null for what is no setting. */
function change(scene: Scene, intent: Intent): Promise<Reply> | null {
  switch (intent.do) {
    case 'default-rule':
      return setDefaultRule(scene, intent);
    case 'time-zone':
      return intent.name === undefined ? null : setTimeZone(scene, intent);
    case 'quiet':
      return intent.from === undefined ? null : setQuiet(scene, intent);
    case 'break-through':
      return setBreakThrough(scene, intent);
    case 'manner':
      return intent.manner === undefined ? null : setManner(scene, intent);
    default:
      return null;
  }
}
