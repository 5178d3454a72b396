import { TurnContext, type Activity, type ConversationReference } from 'botbuilder';
import { orAborted, withController } from '../../core/deadline';
import type { Clock, SendOutcome } from '../../core/ports';
import { parseRetryAfter } from '../../core/retry-after';
import { classifyFailedSend, classifyFailedUpdate, type SendAnswer } from './classify-send';
import type { Connector } from './connector-adapter';
import { channelOf, openThread } from './open-conversation';
import type { MessageActivity } from './to-activity';

/** The token and the whole exchange; the connector answers within a second as a rule. */
const TIMEOUT_MS = 15_000;

const NOT_SENT: SendOutcome = { kind: 'retry', why: 'ended before it was sent' };

/** The fields of the SDK's RestError, of Node's errors and of MSAL's that tell what happened. */
interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly errorCode?: string;
  readonly statusCode?: number;
  readonly response?: {
    readonly bodyAsText?: string | null;
    readonly headers?: { get(name: string): string | undefined };
  };
}

const CODE = /^[\w.-]{1,64}$/;

function readJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
  } catch {
    return null;
  }
}

/** Newer bodies name the error in `error.code`; older ones put JSON with a `subCode` into `message`. */
function findCode(body: unknown): string {
  const error = (body as { error?: { code?: unknown; message?: unknown }; message?: unknown } | null)?.error;
  const message = error?.message ?? (body as { message?: unknown } | null)?.message;
  const subCode = (readJson(message) as { subCode?: unknown } | null)?.subCode;
  const code = [subCode, error?.code].find((named) => typeof named === 'string' && CODE.test(named));
  return typeof code === 'string' ? code : '';
}

function readAnswer(failure: Failure, now: number): SendAnswer {
  const { statusCode: status, response } = failure;
  if (status === undefined) return { kind: 'failure', code: failure.code ?? failure.name ?? 'failure' };
  const seconds = parseRetryAfter(response?.headers?.get('retry-after') ?? '', now);
  const retryAfterMs = seconds === null ? null : seconds * 1000;
  return { kind: 'answer', status, code: findCode(readJson(response?.bodyAsText)), retryAfterMs };
}

/** MSAL's codes for "could not ask"; every other failure is an answer: these credentials are refused. */
const COULD_NOT_ASK = /network|timeout|endpoints_resolution|openid_config|post_request_failed/i;

/**
 * Makes the client and its token before anything is written, so that these failures are told apart from the
 * send's.
 */
async function open(connect: () => Promise<Connector>): Promise<Connector> {
  const connector = await connect();
  const { appId, getToken } = connector.credentials as {
    appId?: string | null;
    getToken?: () => Promise<string>;
  };
  if (appId) await getToken?.call(connector.credentials);
  return connector;
}

function classifyTokenFailure({ errorCode, code, name }: Failure): SendOutcome {
  const why = `no token for the bot: ${errorCode ?? code ?? name ?? 'unknown'}`;
  return { kind: COULD_NOT_ASK.test(why) ? 'retry' : 'stopped', why };
}

/** @returns the id of the message. */
type Act = (connector: Connector, signal: AbortSignal) => Promise<string | null>;

interface Surroundings {
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

async function run(
  connector: Connector,
  act: Act,
  classify: (answer: SendAnswer) => SendOutcome,
  { signal, clock }: Surroundings,
): Promise<SendOutcome> {
  try {
    return { kind: 'sent', messageId: await act(connector, signal) };
  } catch (error) {
    const answer = readAnswer(error as Failure, clock.now());
    if (answer.kind === 'answer' && answer.status < 300) return { kind: 'sent', messageId: null };
    return classify(answer);
  }
}

function isTeamsChannel({ channelId, conversation }: Partial<ConversationReference>): boolean {
  return channelId === 'msteams' && conversation?.conversationType === 'channel';
}

async function putInto(
  { conversations }: Connector,
  reference: Partial<ConversationReference>,
  message: MessageActivity,
  abortSignal: AbortSignal,
): Promise<string | null> {
  const activity = TurnContext.applyConversationReference({ ...message } as Partial<Activity>, reference);
  const id = reference.conversation?.id ?? '';
  return (await conversations.sendToConversation(id, activity, { abortSignal })).id ?? null;
}

async function connectAndRun(
  connect: () => Promise<Connector>,
  act: Act,
  classify: (answer: SendAnswer) => SendOutcome,
  { signal, clock }: Surroundings,
): Promise<SendOutcome> {
  if (signal.aborted) return NOT_SENT;
  return await withController([signal, AbortSignal.timeout(TIMEOUT_MS)], async ({ signal: inTime }) => {
    let connector: Connector;
    try {
      connector = await orAborted(open(connect), inTime);
    } catch (error) {
      return inTime.aborted ? NOT_SENT : classifyTokenFailure(error as Failure);
    }
    return await run(connector, act, classify, { signal: inTime, clock });
  });
}

/**
 * Posts one message to a stored conversation. Never throws.
 * @param opensThread in a Teams channel: begins a thread of its own.
 */
export async function sendProactively(
  connect: () => Promise<Connector>,
  reference: Partial<ConversationReference>,
  message: MessageActivity,
  { opensThread = false, ...surroundings }: Surroundings & { readonly opensThread?: boolean },
): Promise<SendOutcome> {
  const put = opensThread && isTeamsChannel(reference) ? openThread : putInto;
  const act: Act = (connector, signal) => put(connector, reference, message, signal);
  return await connectAndRun(connect, act, classifyFailedSend, surroundings);
}

/**
 * Puts a message in the place of one that was posted. Never throws.
 * @param opensThread it began a thread of its own.
 */
export async function updateProactively(
  connect: () => Promise<Connector>,
  reference: Partial<ConversationReference>,
  { id, message }: { readonly id: string; readonly message: MessageActivity },
  { opensThread = false, ...surroundings }: Surroundings & { readonly opensThread?: boolean },
): Promise<SendOutcome> {
  const own = reference.conversation?.id ?? '';
  const place = opensThread && isTeamsChannel(reference) ? `${channelOf(own)};messageid=${id}` : own;
  const activity = TurnContext.applyConversationReference({ ...message, id } as Partial<Activity>, reference);
  const act: Act = async ({ conversations }, abortSignal) => {
    await conversations.updateActivity(place, id, activity, { abortSignal });
    return id;
  };
  return await connectAndRun(connect, act, classifyFailedUpdate, surroundings);
}
