import { eraseConversation, isShared } from '../../app/erase';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';

const SHARED =
  'Others watch products in this chat, too, so I cannot erase it for one of you. ' +
  'Stop yours with “stop” and their numbers.';

/** Asks first: there is no way back. */
export async function erase({ store, conversation, person }: Scene): Promise<Reply> {
  if (await isShared(store, conversation, person)) return refuse(SHARED);
  return open({ kind: 'confirm-erase' });
}

export async function eraseNow({ store, conversation, person }: Scene): Promise<Reply> {
  if ((await eraseConversation(store, conversation, person)) === 'shared') return refuse(SHARED);
  return {
    ...say('Everything I knew of you is erased. Goodbye! If you paste a link one day, we begin anew.'),
    isLast: true,
  };
}
