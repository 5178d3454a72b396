import type { CodeLink } from '../app/code-link';
import type { ConversationLease } from '../app/conversation-lease';
import type { Speech } from '../app/deliver';
import type { Meeting } from '../app/plan-aftermath';
import { AwayError } from '../core/away-error';
import type { CardNews, ClaimedCard } from '../core/card';
import type { Message } from '../core/message';
import type { GroundKind } from '../core/ground';
import type { Clock, Log, Looker, Random, Wake } from '../core/ports';
import type { ClaimedDelivery, Conversation } from '../core/records';
import type { Store } from '../core/store';
import type { Turn, Whereabouts } from '../core/turn';
import { UnsavedError } from '../core/unsaved-error';
import { answerTurn } from './answer-turn';
import { addressGroup } from './address-group';
import type { ChartLinks } from './chart-links';
import { cleanText } from './clean-text';
import { createConversationQueue } from './conversation-queue';
import { printFor } from './print';
import type { OpenPersonal } from './scene';
import { explainPace, viewWelcome } from './views/plain-views';
import { speakDeliveries } from './speak-delivery';
import { viewSentCard } from './view-sent-card';
import { refuseButton, tieButtons } from './tie-buttons';
import { type Hearing, TurnPace } from './turn-pace';

export interface BotPorts {
  readonly store: Store;
  readonly looker: Pick<Looker, 'identify'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly wake: Wake;
  readonly charts: ChartLinks;
  /** @returns the address from which the list of a conversation can be downloaded for a while. */
  readonly exportLink: (conversation: Conversation) => string;
  /** What another service needs to write into a conversation; null: none may. */
  readonly hookAddress: ((conversation: Conversation) => string) | null;
  /** The address of the page that shows a code. */
  readonly codePage: (link: CodeLink) => string;
  readonly openPersonal: OpenPersonal;
  readonly log: Log;
  readonly lease: Pick<ConversationLease, 'hold'>;
  /** Counts one answer among what its channel takes of us. */
  readonly countAnswer: (conversation: Conversation) => Promise<void>;
}

export interface Bot {
  /**
   * Takes one activity in; the same twice has one effect. Never throws: a failure is logged and said kindly.
   * @returns false when it failed.
   */
  handle(turn: Turn): Promise<boolean>;
  /** What one delivery, or several in one message, say as things stand now. */
  view(deliveries: readonly ClaimedDelivery[], meeting: Meeting): Promise<Speech | null>;
  /** A card that was sent, with what became of its alerts. */
  viewCard(card: ClaimedCard, news: readonly CardNews[]): Promise<Message>;
}

/** A turn is over long before; after it, an activity whose process died may be taken up again. */
const TURN_EXPIRES_AFTER_MS = 20_000;
/** So often an activity in another hand is asked about. */
const ASK_AGAIN_MS = 200;

const SORRY =
  'Sorry, something went wrong on my side, and I could not do that. Please try again in a moment.';

const UNSAVED =
  'I can’t save anything just now, so I could not do that. Whoever runs me is told; please try again later.';

/** The channel refused an answer, or did not say what became of it; what was asked for is done. */
class UnsentAnswer extends Error {
  override readonly name = 'UnsentAnswer';
}

const UNSENT =
  'My last answer may not have reached you, but what you said is done. Say “list” to see how things stand.';

/**
 * What is said: turns in, messages out. One turn or one send at a time per conversation; turns in the order
 * they came.
 */
export function createBot(ports: BotPorts): Bot {
  const queue = createConversationQueue();
  const pace = new TurnPace();
  return {
    // Before it waits for its turn: what comes too fast is not to fill the queue.
    handle: async (turn) => {
      const hearing = pace.hear(turn, ports.clock.now());
      if (hearing.kind === 'silent') return true;
      return queue.run(keyOf(turn.where), () => handleTurn(ports, turn, hearing));
    },
    view: async (deliveries, meeting) => {
      const speech = await speakDeliveries(ports, deliveries, meeting);
      const [first] = deliveries;
      if (!speech || !first) return null;
      const { message, ...rest } = await addressGroup(ports.store.members, deliveries, speech);
      return { ...rest, message: tieButtons(message, first.conversation, ports.clock.now()) };
    },
    viewCard: async (card, news) => {
      const now = ports.clock.now();
      return tieButtons(await viewSentCard(ports.store.members, card, news, now), card.conversation, now);
    },
  };
}

function keyOf({ channel, tenant, externalId }: Whereabouts): string {
  return JSON.stringify([channel, tenant, externalId]);
}

/** What is done about a turn that is taken up. */
type Respond = (ports: BotPorts, turn: Turn, conversation: Conversation) => Promise<void>;

async function handleTurn(ports: BotPorts, turn: Turn, hearing: Hearing): Promise<boolean> {
  try {
    await takeTurn(ports, turn, hearing.kind === 'full' ? askToWait(hearing) : answer);
    return true;
  } catch (error) {
    const { channel } = turn.where;
    ports.log.error({ err: error, channel, activityId: turn.activityId }, 'A turn failed');
    await apologise(ports, turn, excuse(error));
    return false;
  }
}

function excuse(error: unknown): string {
  if (error instanceof UnsentAnswer) return UNSENT;
  return error instanceof UnsavedError || error instanceof AwayError ? UNSAVED : SORRY;
}

async function apologise({ log }: BotPorts, turn: Turn, text: string): Promise<void> {
  if (turn.event) return;
  try {
    await turn.reply({ text });
  } catch (error) {
    log.warn({ err: error, channel: turn.where.channel }, 'An apology could not be sent');
  }
}

async function takeTurn(ports: BotPorts, turn: Turn, respond: Respond): Promise<void> {
  const { store, clock, lease, wake } = ports;
  const { id } = await store.conversations.meet(turn.where, clock.now(), groundOf(turn));
  await lease.hold(id, async () => {
    const conversation = await store.conversations.get(id);
    if (conversation) await takeOnce(ports, openAnswers(ports, turn, conversation), conversation, respond);
  });
  // What was owed meanwhile waited for this turn.
  wake.deliveries();
}

/** What a turn says about whether we may speak first; a chat that is left says nothing. */
function groundOf({ event }: Turn): GroundKind | undefined {
  if (event === 'closed') return undefined;
  return event === 'opened' ? 'installed' : 'spoke';
}

/**
 * The turn whose answers are tied to its conversation and counted. What cannot be counted is said all the
 * same.
 */
function openAnswers({ countAnswer, clock, log }: BotPorts, turn: Turn, conversation: Conversation): Turn {
  return {
    ...turn,
    reply: async (message) => {
      await countAnswer(conversation).catch((error: unknown) => {
        log.warn({ err: error, conversation: conversation.id }, 'an answer could not be counted');
      });
      await turn.reply(tieButtons(message, conversation, clock.now())).catch((cause: unknown) => {
        throw new UnsentAnswer('an answer could not be sent', { cause });
      });
    },
  };
}

async function takeOnce(
  ports: BotPorts,
  turn: Turn,
  conversation: Conversation,
  respond: Respond,
): Promise<void> {
  const { store, clock } = ports;
  const { activityId } = turn;
  if (activityId === null) return respond(ports, turn, conversation);
  if (!(await begin(ports, conversation.id, activityId))) return;
  try {
    await respond(ports, turn, conversation);
  } finally {
    await store.conversations.finishInbound(conversation.id, activityId, clock.now());
  }
}

/**
 * What is in another hand is not taken until that hand is done; if its process died, it is begun anew.
 * @returns false: it was finished before.
 */
async function begin({ store, clock }: BotPorts, id: number, activityId: string): Promise<boolean> {
  const { conversations } = store;
  for (;;) {
    const now = clock.now();
    if (await conversations.beginInbound(id, activityId, now, now + TURN_EXPIRES_AFTER_MS)) return true;
    if (!(await conversations.isInboundOpen(id, activityId))) return false;
    await clock.sleep(ASK_AGAIN_MS);
  }
}

function askToWait(hearing: Extract<Hearing, { kind: 'full' }>): Respond {
  return async ({ clock, log }, turn, { id }) => {
    log.info({ conversation: id, whose: hearing.whose }, 'more is said than is answered');
    await turn.reply({ text: explainPace(hearing, clock.now()) });
  };
}

async function answer(ports: BotPorts, turn: Turn, conversation: Conversation): Promise<void> {
  const { store, looker, wake, charts, exportLink, hookAddress, codePage, openPersonal, random, clock } =
    ports;
  const now = clock.now();
  if (turn.event === 'closed') return store.conversations.markGone(conversation.id, now, false);
  if (conversation.welcomedAt === null) {
    await store.conversations.change(conversation.id, { welcomedAt: now });
  }
  if (turn.event === 'opened') return open(ports, turn, conversation);
  const refusal =
    turn.action === undefined ? null : refuseButton(turn.action, conversation, turn.person.id, now);
  if (refusal !== null) return turn.reply({ text: refusal });
  const scene = {
    ...{ store, looker, wake, charts, exportLink, hookAddress, codePage, openPersonal, random },
    ...{ now, conversation },
    person: turn.person.id,
    name: cleanText(turn.person.name ?? '', 60) || 'Somebody',
    print: printFor(conversation),
    turnKey: turn.activityId ?? random.token(12),
  };
  const { messages, endedFlow } = await answerTurn(scene, turn);
  if (endedFlow) await store.deliveries.release(conversation.id, clock.now());
  for (const message of messages) await turn.reply(message);
}

/** A chat is welcomed once, however often it is opened; who brings us into a group first manages it. */
async function open(
  { store }: BotPorts,
  turn: Turn,
  { id, welcomedAt, settings }: Conversation,
): Promise<void> {
  if (turn.where.kind !== 'personal' && settings.admin === undefined) {
    await store.conversations.change(id, { settings: { ...settings, admin: turn.person.id } });
  }
  if (welcomedAt === null) await turn.reply(viewWelcome());
}
