/** How the fake connector treats one POST. */
export interface ConnectorAnswer {
  readonly name: string;
  /** Would the person see the message? A refusal is not delivered; a 500 may be. */
  readonly delivered: boolean;
  /** null: the connection is reset instead of an answer; `never`: it stays open without one. */
  readonly status: number | 'never' | null;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

function refuse(
  name: string,
  status: number,
  code: string,
  headers?: Record<string, string>,
): ConnectorAnswer {
  return {
    name,
    status,
    delivered: false,
    body: { error: { code, message: code } },
    ...(headers && { headers }),
  };
}

const BLOCKED_TEXT = '{"subCode":"MessageWritesBlocked","details":null,"errorCode":209,"errorSubCode":1}';

/** Answers of Teams and of networks between. */
export const CONNECTOR_ANSWERS = {
  /** 200 with an id that the fake makes. */
  ok: { name: 'ok', status: 200, delivered: true },
  /** 200 without an id, as for a message with text and card. */
  okWithoutId: { name: 'okWithoutId', status: 200, delivered: true, body: {} },
  badRequest: refuse('badRequest', 400, 'BadSyntax'),
  unauthorized: refuse('unauthorized', 401, 'Unauthorized'),
  disabledByAdmin: refuse('disabledByAdmin', 403, 'BotDisabledByAdmin'),
  notInRoster: refuse('notInRoster', 403, 'BotNotInConversationRoster'),
  blockedByUser: refuse('blockedByUser', 403, 'ConversationBlockedByUser'),
  /** The old shape: `message` holds JSON with a `subCode`. */
  writesBlocked: {
    name: 'writesBlocked',
    status: 403,
    delivered: false,
    body: { error: { code: 'MessageWritesBlocked', message: BLOCKED_TEXT } },
  },
  forbidden: refuse('forbidden', 403, 'ForbiddenOperationException'),
  conversationNotFound: refuse('conversationNotFound', 404, 'ConversationNotFound'),
  /** To a PUT: the message was deleted, or is not the bot's. */
  activityNotFound: refuse('activityNotFound', 404, 'ActivityNotFoundInConversation'),
  preconditionFailed: refuse('preconditionFailed', 412, 'PreconditionFailed'),
  tooLarge: refuse('tooLarge', 413, 'MessageSizeTooBig'),
  throttled: refuse('throttled', 429, 'Throttled', { 'retry-after': '2' }),
  throttledWithoutTime: refuse('throttledWithoutTime', 429, 'Throttled'),
  /** The person sees the message, the bot sees a failure. */
  errorButDelivered: { ...refuse('errorButDelivered', 500, 'ServiceError'), delivered: true },
  badGateway: refuse('badGateway', 502, 'BadGateway'),
  unavailable: refuse('unavailable', 503, 'ServiceUnavailable'),
  gatewayTimeout: refuse('gatewayTimeout', 504, 'GatewayTimeout'),
  /** Reset after the request was read, nothing delivered. */
  resetUndelivered: { name: 'resetUndelivered', status: null, delivered: false },
  /** Reset after the message was delivered. */
  resetDelivered: { name: 'resetDelivered', status: null, delivered: true },
  /** Taken and never answered. */
  silence: { name: 'silence', status: 'never', delivered: true },
} as const satisfies Record<string, ConnectorAnswer>;
