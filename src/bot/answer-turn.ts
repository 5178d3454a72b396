import { type FlowState, type OpenFlows, type StoredFlow, isExpired } from '../core/flow';
import type { Action, Message } from '../core/message';
import type { Turn } from '../core/turn';
import { answerIntent } from './answer-intent';
import { FLOWS } from './flows/flow-table';
import type { Intent } from './intent';
import { readAction } from './read-action';
import { LONGEST_WORDS, readText } from './read-text';
import type { Scene } from './scene';
import { reserveButtons } from './tie-buttons';

/** Another process may answer the same question meanwhile; then it is read anew. */
const MOST_TRIES = 3;

/** What is said to one turn. */
export interface Answered {
  readonly messages: readonly Message[];
  /** A question is over: what waited for that may be said. */
  readonly endedFlow: boolean;
}

/** Answers one text or button: first the open question of this person, then what the text says. */
export async function answerTurn(scene: Scene, turn: Turn): Promise<Answered> {
  for (let left = MOST_TRIES; left > 0; left -= 1) {
    const stored = await findOpen(scene);
    const answer = readTurn(turn, stored);
    if (!stored || !answer.ends) return answerBeside(scene, answer.intent, stored);
    if (await putFlow(scene, answer.ends.leaves, stored)) {
      const messages = await answerFlow(scene, answer.intent, answer.ends);
      return { messages, endedFlow: true };
    }
  }
  throw new Error('The open question of a conversation changed again and again.');
}

async function findOpen(scene: Scene): Promise<StoredFlow | null> {
  const stored = await scene.store.flows.get(scene.conversation.id, scene.person);
  if (!stored || !isExpired(stored, scene.now)) return stored;
  await putFlow(scene, null, stored);
  return null;
}

/** A question that is answered or left. */
interface Ending {
  /** What was asked, to be asked again if the answer cannot be taken. */
  readonly asked: OpenFlows;
  /** What stands then. */
  readonly leaves: OpenFlows | null;
}

interface Answer {
  readonly intent: Intent;
  /** null: the open question stays as it is. */
  readonly ends: Ending | null;
}

function readTurn({ action, text }: Turn, stored: StoredFlow | null): Answer {
  const intent = action ? (readAction(action) ?? { do: 'unknown' as const }) : readText(text);
  if (!stored) return { intent, ends: null };
  const { active, aside } = stored;
  const ends: Ending = { asked: { active, aside }, leaves: leaveActive(stored) };
  const answer = action ? readPressed(action, active) : readTyped(active, text);
  if (answer) return { intent: answer, ends };
  // The card of a question that was put aside can still be seen: its buttons say all that they mean.
  const answersAside = action && aside && readPressed(action, aside);
  if (answersAside)
    return { intent: answersAside, ends: { asked: { active: aside, aside: null }, leaves: null } };
  if (isWayOut(intent)) return { intent: { do: 'cancel' }, ends };
  return { intent, ends: null };
}

/** A bare "stop" at a question means the question: nothing is lost by a wrong guess. */
function isWayOut(intent: Intent): boolean {
  return intent.do === 'cancel' || (intent.do === 'stop' && intent.id === undefined);
}

/** To understand words may take time that grows with the square of their number. */
function readTyped(state: FlowState, text: string): Intent | null {
  const flow = FLOWS[state.kind];
  return flow && text.length <= (flow.longest ?? LONGEST_WORDS) ? flow.read(state, text) : null;
}

function readPressed(action: Action, state: FlowState): Intent | null {
  const intent = readAction(action);
  return intent && FLOWS[state.kind]?.isAnsweredBy(state, intent) ? intent : null;
}

/** When the active question is over, the one that was put aside is asked again. */
function leaveActive({ aside }: OpenFlows): OpenFlows | null {
  return aside && { active: aside, aside: null };
}

/** The question is over; a refused answer asks it again, and a wish may open the next one. */
async function answerFlow(scene: Scene, intent: Intent, { asked, leaves }: Ending): Promise<Message[]> {
  const { messages, refused, opens, isLast } = await answerEnd(scene, intent, leaves !== null);
  if (isLast) return [...messages];
  if (refused) await replaceFlow(scene, asked);
  if (opens) return [...messages, ...(await openFlow(scene, opens, asked.aside))];
  return refused || !leaves ? [...messages] : [...messages, ...(await resume(scene, leaves))];
}

function answerEnd(scene: Scene, intent: Intent, goesBack: boolean): ReturnType<typeof answerIntent> {
  if (intent.do === 'done' && goesBack) return Promise.resolve({ messages: [] });
  if (intent.do === 'cancel') return Promise.resolve({ messages: [{ text: 'All right, never mind.' }] });
  return answerIntent(scene, intent);
}

async function resume(scene: Scene, { active }: OpenFlows): Promise<Message[]> {
  const question = await ask(scene, active);
  if (question) return [{ text: 'Back to where we were.' }, question];
  await replaceFlow(scene, null);
  return [];
}

/** A wish beside the open question: it is done, and the question, if one stands, is asked again. */
async function answerBeside(scene: Scene, intent: Intent, stored: StoredFlow | null): Promise<Answered> {
  const question = stored ? await askAgain(scene, stored) : null;
  const endedFlow = stored !== null && question === null;
  if (question && intent.do === 'unknown') {
    return { messages: [{ text: 'I did not understand that.' }, question], endedFlow };
  }
  const reply = await answerIntent(scene, intent);
  if (reply.isLast) return { messages: reply.messages, endedFlow: true };
  if (!reply.opens) return { messages: [...reply.messages, ...(question ? [question] : [])], endedFlow };
  const next = await openFlow(scene, reply.opens, stored?.aside ?? null);
  return { messages: [...reply.messages, ...next], endedFlow };
}

/** Asking again counts as asking: the person is not silent. */
async function askAgain(scene: Scene, stored: StoredFlow): Promise<Message | null> {
  const { active, aside } = stored;
  const question = await ask(scene, active);
  await putFlow(scene, question ? { active, aside } : leaveActive(stored), stored);
  return question;
}

/** @param aside what was put aside and stays so. */
async function openFlow(scene: Scene, state: FlowState, aside: FlowState | null): Promise<Message[]> {
  const question = await ask(scene, state);
  if (!question) return [{ text: 'That is no longer open. Say “list” to see how things stand.' }];
  await replaceFlow(scene, { active: state, aside });
  return [question];
}

/**
 * In a group or channel the question is for the person alone.
 * @returns null when what it is about is gone.
 */
async function ask(scene: Scene, state: FlowState): Promise<Message | null> {
  const question = (await FLOWS[state.kind]?.ask(state, scene)) ?? null;
  const isAmongOthers = scene.conversation.where.kind !== 'personal';
  return question && isAmongOthers ? reserveButtons(question, scene.person) : question;
}

async function replaceFlow(scene: Scene, next: OpenFlows | null): Promise<void> {
  await putFlow(scene, next, await scene.store.flows.get(scene.conversation.id, scene.person));
}

function putFlow(scene: Scene, next: OpenFlows | null, before: StoredFlow | null): Promise<boolean> {
  const { store, conversation, person, now } = scene;
  return store.flows.put(conversation.id, person, next, before?.version ?? null, now);
}
