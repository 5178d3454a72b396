import { classifyFailedSend, classifyFailedUpdate } from './classify-send';

test.each([
  [400, 'BadSyntax', 'rejected'],
  [401, 'Unauthorized', 'stopped'],
  [403, 'BotDisabledByAdmin', 'gone'],
  [403, 'BotNotInConversationRoster', 'gone'],
  [403, 'ConversationBlockedByUser', 'gone'],
  [403, 'MessageWritesBlocked', 'gone'],
  [403, 'ForbiddenOperationException', 'gone'],
  [403, '', 'gone'],
  [404, 'ConversationNotFound', 'gone'],
  [412, 'PreconditionFailed', 'retry'],
  [413, 'MessageSizeTooBig', 'rejected'],
  [429, 'Throttled', 'later'],
  [500, 'ServiceError', 'unknown'],
  [502, '', 'retry'],
  [503, '', 'retry'],
  [504, '', 'retry'],
  [520, '', 'unknown'],
  [302, '', 'rejected'],
])('HTTP %s %s is %s', (status, code, kind) => {
  expect(classifyFailedSend({ kind: 'answer', status, code, retryAfterMs: null }).kind).toBe(kind);
});

test('only a conversation that is not there makes us forget the address', () => {
  const notFound = { kind: 'answer', status: 404, code: 'ConversationNotFound', retryAfterMs: null } as const;
  expect(classifyFailedSend(notFound)).toMatchObject({ forgetAddress: true });
  expect(classifyFailedSend({ ...notFound, status: 403, code: 'BotDisabledByAdmin' })).toMatchObject({
    forgetAddress: false,
  });
});

test('hands on how long the channel asks to wait', () => {
  const throttled = { kind: 'answer', status: 429, code: '', retryAfterMs: 2000 } as const;
  expect(classifyFailedSend(throttled)).toEqual({ kind: 'later', afterMs: 2000 });
});

test.each([
  ['ECONNREFUSED', 'retry'],
  ['ENOTFOUND', 'retry'],
  ['CERT_HAS_EXPIRED', 'retry'],
  ['ECONNRESET', 'unknown'],
  ['EPIPE', 'unknown'],
  ['ETIMEDOUT', 'unknown'],
  ['AbortError', 'unknown'],
])('%s is %s: what may have been written may have arrived', (code, kind) => {
  expect(classifyFailedSend({ kind: 'failure', code }).kind).toBe(kind);
});

test.each([
  [404, 'ConversationNotFound', 'gone'],
  [404, 'ActivityNotFoundInConversation', 'rejected'],
  [404, '', 'rejected'],
  [403, 'ConversationBlockedByUser', 'gone'],
  [403, 'MessageWritesBlocked', 'gone'],
  [403, 'ForbiddenOperationException', 'rejected'],
  [405, 'MethodNotAllowed', 'rejected'],
  [501, 'NotImplemented', 'rejected'],
  [410, '', 'rejected'],
  [401, 'Unauthorized', 'stopped'],
  [429, 'Throttled', 'later'],
  [500, 'ServiceError', 'retry'],
  [503, '', 'retry'],
])('to an update, HTTP %s %s is %s', (status, code, kind) => {
  expect(classifyFailedUpdate({ kind: 'answer', status, code, retryAfterMs: null }).kind).toBe(kind);
});

test('an update that may have arrived is repeated', () => {
  expect(classifyFailedUpdate({ kind: 'failure', code: 'ECONNRESET' }).kind).toBe('retry');
});
