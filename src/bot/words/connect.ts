import { agreeToMove, confirmConnection, offerList, refuseToMove } from '../../app/connect-chats';
import type { Connection } from '../../core/connection';
import { readCode } from '../../core/connect-code';
import type { ConnectIntent } from '../intent';
import { refuseGuest } from '../may-manage';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameChat, viewCode } from '../views/connect-views';

const OF_THE_GROUP =
  'The list of a group stays with the group. Say “tell me privately” and a number to follow one of its products on your own.';
const UNKNOWN =
  'I know no such code. A code is good for 15 minutes and for one use: say “connect” in the chat that has the list, to get a new one.';
const TOO_MANY = 'Those were too many codes that I do not know. Please try again in 15 minutes.';
const OVER = 'That is no longer open. Say “connect” in the chat that has the list, to begin again.';

/** Takes the list of one chat to another: see docs/decisions/0015-lists-move.md. */
export function connect(scene: Scene, intent: ConnectIntent): Promise<Reply> {
  switch (intent.do) {
    case 'connect':
      return intent.code === undefined ? offer(scene) : takeCode(scene, intent.code);
    case 'connect-here':
      return bringHere(scene, intent.sure === 1);
    case 'connect-agree':
      return agree(scene, intent.connection);
    case 'connect-refuse':
      return refuseMove(scene, intent.connection);
  }
}

async function offer(scene: Scene): Promise<Reply> {
  const { store, conversation, random, codePage } = scene;
  if (conversation.where.kind !== 'personal') return refuse(OF_THE_GROUP);
  const { total } = await store.subscriptions.list(conversation.id, 0, 1);
  if (total === 0) {
    return refuse(
      'There is nothing in this list to take along. If your list is in another chat, say “connect” there.',
    );
  }
  const code = await offerList(scene, random, conversation);
  return say(viewCode(code.code, codePage(code), total));
}

async function takeCode(scene: Scene, typed: string): Promise<Reply> {
  const { store, conversation, person, name, now } = scene;
  const refusal = refuseGuest(scene, 'bring a list here');
  if (refusal) return refusal;
  const code = readCode(typed);
  const to = { conversationId: conversation.id, person, name };
  const taken = await store.connections.take(code ?? typed, to, now);
  if (taken === 'unknown') return refuse(UNKNOWN);
  if (taken === 'too-many') return refuse(TOO_MANY);
  return open({ kind: 'confirm-connect' });
}

async function bringHere(scene: Scene, isSure: boolean): Promise<Reply> {
  const { store, conversation, now } = scene;
  const refusal = refuseGuest(scene, 'bring a list here');
  if (refusal) return refusal;
  const taken = await store.connections.findTaken(conversation.id, now);
  if (!taken) return refuse(OVER);
  if (!isSure) return open({ kind: 'confirm-connect' });
  if (!(await confirmConnection(scene, taken, conversation))) return refuse(OVER);
  return say('I ask in the other chat now. As soon as you agree there, the list comes here.');
}

async function agree(scene: Scene, id: number | undefined): Promise<Reply> {
  const connection = await findAsked(scene, id);
  const target = connection && (await scene.store.conversations.get(connection.to));
  const moved = connection && (await agreeToMove(scene, connection, target));
  if (!moved || !target) return refuse(OVER);
  return say(
    `Your list is in ${nameChat(target.where)} now, and what I find is told there. ` +
      'Paste a link here one day, and a new list begins.',
  );
}

async function refuseMove(scene: Scene, id: number | undefined): Promise<Reply> {
  const connection = await findAsked(scene, id);
  if (!connection || !(await refuseToMove(scene, connection))) return refuse(OVER);
  return say('All right: nothing moves, and the code is no longer good.');
}

/** @param id of the card that was answered; a newer wish is not meant by it. */
async function findAsked(
  { store, conversation, now }: Scene,
  id: number | undefined,
): Promise<Connection | null> {
  const asked = await store.connections.findConfirmed(conversation.id, now);
  return id === undefined || asked?.id === id ? asked : null;
}
