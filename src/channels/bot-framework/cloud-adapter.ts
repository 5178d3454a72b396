import {
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import type { Endpoint, HttpRequest, HttpResponse, Seal } from '../../core/endpoint';
import type { Channel, ChannelLimits, Clock, Log, SendOutcome } from '../../core/ports';
import type { Turn } from '../../core/turn';
import { ConnectorAdapter, UnauthenticatedError } from './connector-adapter';
import { fromActivity, isActivity, type Inbound } from './from-activity';
import { isLocalRequest } from './local-request';
import { openPersonal } from './open-conversation';
import { sendProactively, updateProactively } from './send-proactively';
import { isAllowedServiceUrl } from './service-url';
import { toActivity } from './to-activity';

export interface BotFrameworkOptions {
  /** null: no registration; then the endpoint serves this machine only. */
  readonly app: {
    readonly id: string;
    readonly password: string;
    readonly type: string;
    readonly tenantId: string;
  } | null;
  /** The server is bound to a loopback address. */
  readonly boundToLoopback: boolean;
  /** Further exact origins that replies may go to. */
  readonly serviceUrls: readonly string[];
  /**
   * Must end within seconds, because the channel waits. A rejection makes the channel send the activity
   * again.
   */
  readonly onTurn: (turn: Turn) => Promise<void>;
  /** Hears what a channel of the connector, by its id, made of what was put there unasked. */
  readonly onOutcome?: (channelId: string, outcome: SendOutcome) => void;
  /** Makes the tokens of buttons. */
  readonly seal: Seal;
  readonly log: Log;
  readonly clock: Clock;
  /** Who checks callers and makes tokens; the Microsoft cloud by default. */
  readonly authentication?: ConstructorParameters<typeof ConnectorAdapter>[0];
  /** So long the connector may take for one answer. */
  readonly timeoutMs?: number;
}

/** The channel waits 10 to 15 s for the answer to a turn, and then sends the turn again. */
const TIMEOUT_MS = 8_000;

const NOT_FOUND: HttpResponse = { status: 404, body: { error: 'not found' } };
const BAD_ACTIVITY: HttpResponse = { status: 400, body: { error: 'the body is no Bot Framework activity' } };
const UNAUTHORIZED: HttpResponse = { status: 401, body: { error: 'unauthorized' } };
const FORBIDDEN: HttpResponse = { status: 403, body: { error: 'forbidden' } };
const FAILED: HttpResponse = {
  status: 500,
  body: { error: 'the activity could not be handled; send it again' },
};

/** The clients whose people see the card, so that its text need not stand beside it. */
function showsCards(channelId: string | undefined): boolean {
  return channelId === 'msteams' || channelId === 'emulator';
}

/**
 * Where a message can be changed: learn.microsoft.com, "Update and delete messages sent from your bot",
 * speaks of Teams; of the other channels of the service each has rules of its own, and most show a second
 * message.
 */
function canUpdate(channelId: string | undefined): boolean {
  return channelId === 'msteams';
}

function connectToCloud(app: BotFrameworkOptions['app']): ConfigurationBotFrameworkAuthentication {
  if (app === null) return new ConfigurationBotFrameworkAuthentication({});
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.password,
    MicrosoftAppType: app.type,
    MicrosoftAppTenantId: app.tenantId,
  });
}

/** A turn whose `reply` works until the turn ends, and fails clearly afterwards. */
function openTurn(
  inbound: Inbound,
  context: TurnContext,
  seal: Seal,
): { readonly turn: Turn; readonly end: () => void } {
  let open = true;
  const { channelId } = context.activity;
  const reply: Turn['reply'] = async (message) => {
    if (!open) throw new Error('the turn is over: owe a notice instead of replying');
    const activity = toActivity(message, { showsCards: showsCards(channelId), seal });
    await context.sendActivity(activity as Partial<Activity>);
  };
  return { turn: { ...inbound, reply }, end: () => (open = false) };
}

/** The parts that receiving and sending share. */
interface Parts extends BotFrameworkOptions {
  readonly adapter: ConnectorAdapter;
  readonly isAllowed: (serviceUrl: unknown) => serviceUrl is string;
}

async function runTurn(context: TurnContext, { onTurn, seal }: Parts): Promise<void> {
  const inbound = fromActivity(context.activity, seal);
  if (!inbound) return;
  const { turn, end } = openTurn(inbound, context, seal);
  try {
    await onTurn(turn);
  } finally {
    end();
  }
}

async function receive(request: HttpRequest, activity: Activity, parts: Parts): Promise<HttpResponse> {
  const { adapter, log } = parts;
  try {
    const authorization = request.headers['authorization'] ?? '';
    const answer = await adapter.receive(authorization, activity, (context) => runTurn(context, parts));
    return { status: answer?.status ?? 200, ...(answer?.body !== undefined && { body: answer.body }) };
  } catch (error) {
    if (error instanceof UnauthenticatedError) {
      log.warn({ err: error.cause }, 'refused a message that is not from the channel');
      return UNAUTHORIZED;
    }
    log.error({ err: error }, 'a turn failed');
    return FAILED;
  }
}

function createEndpoint(parts: Parts): Endpoint {
  const { app, boundToLoopback, log, isAllowed } = parts;
  return async (request) => {
    if (app === null && !(boundToLoopback && isLocalRequest(request))) return NOT_FOUND;
    if (!isActivity(request.body)) return BAD_ACTIVITY;
    if (!isAllowed(request.body.serviceUrl)) {
      log.warn({ channel: request.body.channelId }, 'refused a service URL that is not on the list');
      return FORBIDDEN;
    }
    return await receive(request, request.body, parts);
  };
}

/** Teams' limits for one bot (learn.microsoft.com, "Optimize your bot with rate limiting in Teams"). */
const TEAMS_LIMITS: ChannelLimits = {
  perConversation: [
    { count: 7, perMs: 1_000 },
    { count: 8, perMs: 2_000 },
    { count: 60, perMs: 30_000 },
    { count: 1_800, perMs: 3_600_000 },
  ],
  perTenant: [{ count: 30, perMs: 1_000 }],
};

function createChannel({ app, adapter, clock, log, isAllowed, seal, onOutcome }: Parts): Channel {
  /** What we broke off ourselves says nothing of the channel. */
  const tell = (
    channelId: string | undefined,
    outcome: SendOutcome,
    { aborted }: AbortSignal,
  ): SendOutcome => {
    if (!aborted) onOutcome?.(channelId ?? '', outcome);
    return outcome;
  };
  return {
    limits: TEAMS_LIMITS,
    serves: (name) => name === 'msteams' || name.startsWith('azure-'),
    async send(address, message, _deliveryKey, signal) {
      const reference: Partial<ConversationReference> = address;
      const { serviceUrl, channelId } = reference;
      if (!isAllowed(serviceUrl)) {
        return { kind: 'gone', why: 'its service URL is not on the list', forgetAddress: false };
      }
      const connect = () => adapter.connectTo(serviceUrl, app?.id ?? '');
      const activity = toActivity(message, { showsCards: showsCards(channelId), seal });
      const opensThread = message.opensThread === true;
      const surroundings = { signal, clock, opensThread };
      return tell(channelId, await sendProactively(connect, reference, activity, surroundings), signal);
    },
    async update(address, messageId, message, signal) {
      const reference: Partial<ConversationReference> = address;
      const { serviceUrl, channelId } = reference;
      if (!isAllowed(serviceUrl) || !canUpdate(channelId)) {
        return { kind: 'rejected', why: 'no message can be changed there' };
      }
      const connect = () => adapter.connectTo(serviceUrl, app?.id ?? '');
      const updated = {
        id: messageId,
        message: toActivity(message, { showsCards: showsCards(channelId), seal }),
      };
      const opensThread = message.opensThread === true;
      const surroundings = { signal, clock, opensThread };
      return tell(channelId, await updateProactively(connect, reference, updated, surroundings), signal);
    },
    async openPersonal(group, person, signal) {
      const { serviceUrl }: Partial<ConversationReference> = group.address;
      if (!isAllowed(serviceUrl)) return null;
      try {
        return await openPersonal(await adapter.connectTo(serviceUrl, app?.id ?? ''), group, person, signal);
      } catch (error) {
        log.warn({ err: error }, 'a chat with a person of a group could not be opened');
        return null;
      }
    },
  };
}

/**
 * Teams and every other channel of the Azure Bot Service: receives on POST /api/messages, sends through the
 * connector.
 */
export function createBotFramework(options: BotFrameworkOptions): {
  readonly channel: Channel;
  readonly handle: Endpoint;
} {
  const rules = { loopbackOnly: options.app === null, extraOrigins: options.serviceUrls };
  const parts: Parts = {
    ...options,
    adapter: new ConnectorAdapter(
      options.authentication ?? connectToCloud(options.app),
      options.timeoutMs ?? TIMEOUT_MS,
    ),
    isAllowed: (serviceUrl): serviceUrl is string => isAllowedServiceUrl(serviceUrl, rules),
  };
  return { channel: createChannel(parts), handle: createEndpoint(parts) };
}
