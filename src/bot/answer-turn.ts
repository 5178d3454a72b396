import type { Action, Message } from '../core/message';
import type { FlowState, StoredFlow } from '../core/records';
import type { Turn } from '../core/turn';
import { answerIntent } from './answer-intent';
import { FLOWS } from './flows/flow-table';
import type { Intent } from './intent';
import { readAction } from './read-action';
import { readText } from './read-text';
import type { Scene } from './scene';

/** Another process may answer the same question meanwhile; then it is read anew. */
const MOST_TRIES = 3;

/** Answers one text or button: first the open question of this person, then what the text says. */
export async function answerTurn(scene: Scene, turn: Turn): Promise<readonly Message[]> {
  for (let left = MOST_TRIES; left > 0; left -= 1) {
    const stored = await scene.store.flows.get(scene.conversation.id, scene.person);
    const answer = readTurn(turn, stored?.state ?? null);
    if (!stored || !answer.endsFlow) return answerBeside(scene, answer.intent, stored);
    if (await putFlow(scene, null, stored)) return answerFlow(scene, answer.intent, stored.state);
  }
  throw new Error('The open question of a conversation changed again and again.');
}

interface Answer {
  readonly intent: Intent;
  /** It is what the open question waits for, or cancels it. */
  readonly endsFlow: boolean;
}

function readTurn({ action, text }: Turn, state: FlowState | null): Answer {
  const answer = state && (action ? readPressed(action, state) : FLOWS[state.kind]?.read(state, text));
  if (answer) return { intent: answer, endsFlow: true };
  const intent = action ? (readAction(action) ?? { do: 'unknown' as const }) : readText(text);
  if (state && isWayOut(intent)) return { intent: { do: 'cancel' }, endsFlow: true };
  return { intent, endsFlow: false };
}

/** A bare "stop" at a question means the question: nothing is lost by a wrong guess. */
function isWayOut(intent: Intent): boolean {
  return intent.do === 'cancel' || (intent.do === 'stop' && intent.id === undefined);
}

function readPressed(action: Action, state: FlowState): Intent | null {
  const intent = readAction(action);
  return intent && FLOWS[state.kind]?.isAnsweredBy(state, intent) ? intent : null;
}

/** The question is over; a refused answer asks it again, and a wish may open the next one. */
async function answerFlow(scene: Scene, intent: Intent, state: FlowState): Promise<readonly Message[]> {
  if (intent.do === 'cancel') return [{ text: 'All right, never mind.' }];
  const reply = await answerIntent(scene, intent);
  if (reply.refused) await putFlow(scene, state, null);
  return reply.opens ? [...reply.messages, ...(await openFlow(scene, reply.opens, null))] : reply.messages;
}

/** A wish beside the open question: it is done, and the question, if one stands, is asked again. */
async function answerBeside(
  scene: Scene,
  intent: Intent,
  stored: StoredFlow | null,
): Promise<readonly Message[]> {
  const question = stored ? await askAgain(scene, stored) : null;
  if (question && intent.do === 'unknown') return [{ text: 'I did not understand that.' }, question];
  const reply = await answerIntent(scene, intent);
  if (reply.opens) return [...reply.messages, ...(await openFlow(scene, reply.opens, stored))];
  return question ? [...reply.messages, question] : reply.messages;
}

async function askAgain(scene: Scene, stored: StoredFlow): Promise<Message | null> {
  const question = (await FLOWS[stored.state.kind]?.ask(stored.state, scene)) ?? null;
  if (!question) await putFlow(scene, null, stored);
  return question;
}

async function openFlow(scene: Scene, state: FlowState, before: StoredFlow | null): Promise<Message[]> {
  const question = (await FLOWS[state.kind]?.ask(state, scene)) ?? null;
  if (!question) return [{ text: 'That is no longer open. Say “list” to see how things stand.' }];
  await putFlow(scene, state, before);
  return [question];
}

function putFlow(scene: Scene, state: FlowState | null, before: StoredFlow | null): Promise<boolean> {
  const { store, conversation, person, now } = scene;
  return store.flows.put(conversation.id, person, state, before?.version ?? null, now);
}
