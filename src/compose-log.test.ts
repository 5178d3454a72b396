import { composeLog } from './compose-log';

/** @returns the line that is written. */
function write(fields: object): Record<string, any> & { readonly text: string } {
  let text = '';
  composeLog('debug', { write: (line) => void (text += line) }).error(fields, 'it failed');
  return { ...(JSON.parse(text) as object), text };
}

it('writes what happened, with its fields', () => {
  expect(write({ product: 7, kind: 'blocked', isLate: true, none: null })).toMatchObject({
    ...{ level: 50, msg: 'it failed' },
    ...{ product: 7, kind: 'blocked', isLate: true, none: null },
  });
});

it('writes the words of an error, and of its causes', () => {
  const cause = Object.assign(new TypeError('no room'), { code: 'SQLITE_FULL' });
  const { err } = write({ err: new Error('not saved', { cause }) });
  expect(err).toMatchObject({
    ...{ type: 'Error', message: 'not saved' },
    cause: { type: 'TypeError', message: 'no room', code: 'SQLITE_FULL' },
  });
  expect(err.stack).toContain('compose-log.test');
});

it('writes nothing else that hangs on an error: requests, headers, bodies, values of rows', () => {
  const request = { headers: { authorization: 'Bearer canary' }, body: '{"text":"canary"}' };
  const response = { parsedBody: ['canary'] };
  const error = Object.assign(new Error('HTTP 500'), { request, response, detail: 'Key (id)=(canary)' });
  expect(write({ err: error }).text).not.toContain('canary');
  expect(write({ err: new Error('outer', { cause: error }) }).text).not.toContain('canary');
});

it('writes the status of what another server answered, and not its words', () => {
  const answer = Object.assign(new Error('no chat canary'), { name: 'RestError', statusCode: 403 });
  const { err, text } = write({ err: new Error('not sent', { cause: answer }) });
  expect(err).toMatchObject({ message: 'not sent', cause: { type: 'RestError', message: 'HTTP 403' } });
  expect(text).not.toContain('canary');
});

it.each([
  [
    'request to https://smba.example/emea/v3/conversations/canary/activities failed',
    'https://smba.example/…',
  ],
  ['GET http://127.0.0.1:8080/kettle?session=canary: reset', 'http://127.0.0.1:8080/…'],
  ['cannot reach postgres://ebb:canary@db.example/ebb', 'postgres://db.example/…'],
  ['sent Authorization: Bearer canary.canary-_canary', 'Bearer …'],
])('cuts links and tokens out of texts: %s', (message, left) => {
  for (const fields of [{ err: new Error(message) }, { why: message }, { outcome: { why: [message] } }]) {
    const { text } = write(fields);
    expect(text).not.toContain('canary');
    expect(text).toContain(left);
  }
});

it('writes the link of a product without its query', () => {
  const { url } = write({ url: 'https://ann:canary@shop.example/kettle?session=canary#canary' });
  expect(url).toBe('https://shop.example/kettle');
});

it('writes no ids of messages, which in the built-in chat are its address', () => {
  const outcome = { kind: 'sent', messageId: 'canary|0000001' };
  const line = write({ activityId: 'canary|1', outcome });
  expect(line['outcome']).toEqual({ kind: 'sent' });
  expect(line.text).not.toContain('canary');
});
