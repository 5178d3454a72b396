import type { Speech } from '../app/deliver';
import { isAboutSame } from '../app/gather-digest';
import { readHistory } from '../app/judge-standing';
import { reviewImport } from '../app/review-import';
import type { Meeting } from '../app/plan-aftermath';
import type { FlowState, StoredFlow } from '../core/flow';
import type { Instant } from '../core/history';
import type { Beside } from '../core/manner';
import type { Message } from '../core/message';
import type { Clock } from '../core/ports';
import type { ClaimedDelivery } from '../core/records';
import type { Store } from '../core/store';
import type { Flow } from './flows/flow';
import { FLOWS } from './flows/flow-table';
import { askWhichVariant } from './flows/choose-variant';
import { printFor } from './print';
import { reserveButtons } from './tie-buttons';
import { addButton, addLines, putBelow, startWith } from './views/compose-message';
import { listChoices } from './views/choice-card';
import { ask } from './views/make-message';
import { viewDigest } from './views/digest-card';
import { viewImported } from './views/import-views';
import { viewAlerts, viewDelivery } from './views/view-delivery';

interface Speaking {
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Says one delivery, or several in a digest, as things stand now, beside the open question that they meet.
 * @returns null: there is nothing left to say.
 */
export async function speakDeliveries(
  ports: Speaking,
  deliveries: readonly ClaimedDelivery[],
  { beside, flow }: Meeting,
): Promise<Speech | null> {
  const [delivery, ...others] = deliveries;
  if (!delivery) return null;
  if (beside === 'resume') {
    const question = flow?.aside ? await askQuestion(ports, delivery, flow, flow.aside) : null;
    return question && { message: startWith('Back to where we were.', question) };
  }
  const message =
    others.length === 0
      ? await viewOne(ports, delivery)
      : viewTogether(delivery, deliveries, ports.clock.now());
  if (flow === null) return { message, ...findQuestion(delivery) };
  const question = await askQuestion(ports, delivery, flow, flow.active);
  return { message: question ? BESIDE[beside](message, question, flow) : message };
}

async function viewOne({ store, clock }: Speaking, delivery: ClaimedDelivery): Promise<Message> {
  const { notice, conversation, subscription } = delivery;
  const { body } = notice;
  const now = clock.now();
  if (body.kind === 'import')
    return viewImported(await reviewImport(store, conversation.id, body, now), printFor(conversation));
  const isAnswer = body.kind === 'answer' && subscription !== null;
  return viewDelivery(delivery, isAnswer ? await readHistory(store.products, subscription, now) : [], now);
}

/** Alerts about one thing in several shops are one card, anything else is a digest. */
function viewTogether(first: ClaimedDelivery, deliveries: readonly ClaimedDelivery[], now: Instant): Message {
  const told = deliveries.map(({ notice: { body }, subscription }) => ({ body, subscription }));
  const alerts = told.flatMap(({ body, subscription }) =>
    body.kind === 'alert' ? [{ body, subscription }] : [],
  );
  const isOneThing = deliveries.every((delivery) => isAboutSame(first, delivery));
  return isOneThing
    ? viewAlerts(alerts, first.conversation, now)
    : viewDigest(told, first.id, printFor(first.conversation));
}

/** In a group or channel the question is for the person alone who is asked. */
async function askQuestion(
  { store, clock }: Speaking,
  { conversation }: ClaimedDelivery,
  { person }: StoredFlow,
  state: FlowState,
): Promise<Message | null> {
  const asking = { store, conversation, print: printFor(conversation), now: clock.now() };
  const question = (await FLOWS[state.kind]?.ask(state, asking)) ?? null;
  return question && conversation.where.kind !== 'personal' ? reserveButtons(question, person) : question;
}

/** The answer to a link that leads to several products asks which one is meant. */
function findQuestion({ notice: { body }, subscription, conversation }: ClaimedDelivery): {
  opens?: FlowState;
} {
  if (body.kind !== 'answer' || body.reading.kind !== 'ambiguous' || subscription?.status !== 'choosing')
    return {};
  const choices = listChoices(body.reading.candidates, subscription, printFor(conversation));
  return choices.length === 0 ? {} : { opens: askWhichVariant(subscription.shortId, choices) };
}

type Composition = (message: Message, question: Message, flow: StoredFlow) => Message;

const BESIDE: Readonly<Record<Exclude<Beside, 'resume'>, Composition>> = {
  alone: (message) => message,
  repeat: (message, question) => putBelow(message, question),
  remind: (message, question) => putBelow(message, startWith('Your question is still open.', question)),
  aside: (message, _question, { active }) => {
    const { what } = describe(active);
    const told = addLines(changeTopic(message), [`I keep my question (${what}) until you say “done”.`]);
    return addButton(told, ask('Done', { do: 'done' }));
  },
  end: (message, _question, { active }) => {
    const { what, words, intent } = describe(active);
    const told = addLines(message, [
      `I have dropped my question (${what}). Say “${words}” to take it up again.`,
    ]);
    return addButton(told, ask('Ask again', intent));
  },
};

function describe(state: FlowState): ReturnType<Flow['describe']> {
  const flow = FLOWS[state.kind];
  if (!flow) throw new Error(`There is no flow of the kind ${state.kind}.`);
  return flow.describe(state);
}

function changeTopic({ text, card }: Message): Message {
  const opening = text.startsWith('#') ? 'About' : 'On another matter:';
  return {
    text: `${opening} ${text}`,
    ...(card && { card: { ...card, title: `${opening} ${card.title}` } }),
  };
}
