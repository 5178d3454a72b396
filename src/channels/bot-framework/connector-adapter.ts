import { CloudAdapter, type Activity, type TurnContext } from 'botbuilder';

/** The SDK's client of one service URL, with the parts that we use. */
export interface Connector {
  readonly credentials: object;
  readonly conversations: {
    sendToConversation(
      conversationId: string,
      activity: Partial<Activity>,
      options: { readonly abortSignal: AbortSignal },
    ): Promise<{ readonly id?: string }>;
    updateActivity(
      conversationId: string,
      activityId: string,
      activity: Partial<Activity>,
      options: { readonly abortSignal: AbortSignal },
    ): Promise<unknown>;
    createConversation(
      parameters: object,
      options: { readonly abortSignal: AbortSignal },
    ): Promise<{ readonly id?: string; readonly activityId?: string }>;
  };
}

/** Private in the SDK's types, but the only way to turn its policies off. */
interface Hidden {
  readonly client: {
    readonly pipeline: {
      removePolicy(policy: { readonly name: string }): unknown;
      addPolicy(policy: Policy): void;
    };
  };
}

/** A step that each request of the client goes through; `timeout` in milliseconds, 0: none. */
interface Policy {
  readonly name: string;
  readonly sendRequest: <Answer>(
    request: { timeout: number },
    next: (request: { timeout: number }) => Promise<Answer>,
  ) => Promise<Answer>;
}

/** Somebody else than the channel spoke, or the channel's keys could not be fetched. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
}

/**
 * The SDK repeats a POST on 429 and 5xx by itself, follows redirects with the bot's token, and waits for ever
 * for an answer on a connection whose other end is gone: our outbox decides about repeats, nobody else about
 * where a token goes, and a chat must not stand still.
 */
function disarm(connector: Connector, timeoutMs: number): Connector {
  const { pipeline } = (connector as Connector & Hidden).client;
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name });
  pipeline.addPolicy({
    name: 'endInTime',
    sendRequest: (request, next) => {
      request.timeout = timeoutMs;
      return next(request);
    },
  });
  return connector;
}

/**
 * CloudAdapter without its traps: no console, no error texts to callers, no hidden retries, no hidden
 * `onTurnError`.
 */
export class ConnectorAdapter extends CloudAdapter {
  /** @param timeoutMs so long one exchange with the connector may take. */
  constructor(
    authentication: ConstructorParameters<typeof CloudAdapter>[0],
    private readonly timeoutMs: number,
  ) {
    super(authentication);
  }

  /**
   * Runs `logic` for one inbound activity. @returns what an invoke or a waiting caller gets back.
   * @throws UnauthenticatedError before `logic` runs; whatever `logic` throws.
   */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<{ readonly status: number; readonly body?: object } | undefined> {
    const caller = await this.botFrameworkAuthentication
      .authenticateRequest(activity, authorization)
      .catch((cause: unknown) => {
        throw new UnauthenticatedError('the request is not from the channel', { cause });
      });
    return await this.processActivity(caller, activity, async (context) => {
      disarm(context.turnState.get<Connector>(this.ConnectorClientKey), this.timeoutMs);
      await logic(context);
    });
  }

  /** A client for messages outside a turn. Whoever asks has checked the service URL. */
  async connectTo(serviceUrl: string, appId: string): Promise<Connector> {
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(appId));
    const usualAudience = undefined as unknown as string;
    return disarm(await factory.create(serviceUrl, usualAudience), this.timeoutMs);
  }
}
