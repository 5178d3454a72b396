import type { Activity } from 'botbuilder';
import { plainSeal } from '../../../test/support/plain-seal';
import { fromActivity, isActivity } from './from-activity';
import { sealAction } from './sealed-action';

const base = {
  type: 'message',
  id: 'in-1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:ann', name: 'Ann' },
  recipient: { id: '28:bot', name: 'Ebb' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'tenant-1' },
  locale: 'de-DE',
  localTimezone: 'Europe/Berlin',
  text: 'list',
} as unknown as Activity;

function read(change: object) {
  return fromActivity({ ...base, ...change }, plainSeal);
}

test('reads a message with who, where and how to answer', () => {
  const turn = fromActivity(base, plainSeal);
  expect(turn).toMatchObject({ activityId: 'in-1', person: { id: '29:ann', name: 'Ann' }, text: 'list' });
  expect(turn?.where).toMatchObject({
    channel: 'msteams',
    tenant: 'tenant-1',
    externalId: 'a:1',
    kind: 'personal',
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
  });
  expect(turn?.where.address).toMatchObject({
    serviceUrl: base.serviceUrl,
    bot: { id: '28:bot' },
    user: { id: '29:ann' },
  });
  expect(turn?.where.address).not.toHaveProperty('activityId');
});

test('the mention of the bot is no part of what was said, another mention is', () => {
  const mention = (id: string, text: string) => ({ type: 'mention', mentioned: { id }, text });
  const entities = [mention('28:bot', '<at>Ebb</at>'), mention('29:bob', '<at>Bob</at>')];
  expect(read({ text: '<at>Ebb</at>&nbsp;hello <at>Bob</at>', entities })?.text).toBe('hello <at>Bob</at>');
});

test('a link behind other words is found in the HTML copy, and not said twice', () => {
  const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] });
  const hidden = html('<p><a href="https://shop.example/p?a=1&amp;b=2" title="x">this one</a></p>');
  expect(read({ text: 'this one', ...hidden })?.text).toBe('this one https://shop.example/p?a=1&b=2');
  const shown = html('<a href="https://shop.example/p">https://shop.example/p</a>');
  expect(read({ text: 'https://shop.example/p', ...shown })?.text).toBe('https://shop.example/p');
});

test('a person is known by the directory too, but in a personal chat only', () => {
  const from = { id: '29:ann', aadObjectId: '6F6D7A1E-3c2b-4d5e-8f90-a1b2c3d4e5f6' };
  expect(read({ from })?.where.directoryId).toBe('6f6d7a1e-3c2b-4d5e-8f90-a1b2c3d4e5f6');
  expect(read({ from, conversation: { id: 'g', isGroup: true } })?.where.directoryId).toBeUndefined();
  expect(read({ from: { ...from, aadObjectId: { evil: 1 } } })?.where.directoryId).toBeUndefined();
});

test.each([
  [{ conversationType: 'groupChat', id: 'g' }, 'group'],
  [{ conversationType: 'channel', id: 'c' }, 'channel'],
  [{ isGroup: true, id: 'x' }, 'group'],
  [{ id: 'x' }, 'personal'],
])('conversation %j is %s', (conversation, kind) => {
  expect(read({ conversation })?.where.kind).toBe(kind);
});

test('the threads of a channel are one conversation, and each is answered in its thread', () => {
  const id = '19:abc@thread.tacv2;messageid=1700000000000';
  const where = read({ conversation: { id, conversationType: 'channel' } })?.where;
  expect(where?.externalId).toBe('19:abc@thread.tacv2');
  expect(where?.address).toMatchObject({ conversation: { id } });
});

test.each([
  [{ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }, 'opened'],
  [{ type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] }, 'closed'],
  [{ type: 'installationUpdate', action: 'add' }, 'opened'],
  [{ type: 'installationUpdate', action: 'remove' }, 'closed'],
  [{ type: 'event', name: 'webchat/join' }, 'opened'],
])('%j: the chat is %s', (change, event) => {
  expect(read(change)).toMatchObject({ event, text: '' });
});

test.each([
  { type: 'typing' },
  { type: 'messageReaction' },
  { type: 'event', name: 'other' },
  { type: 'conversationUpdate', membersAdded: [{ id: '29:bob' }] },
])('%j is nothing to us', (change) => {
  expect(read(change)).toBeNull();
});

test('unknown time zones and locales are left out', () => {
  const where = read({ localTimezone: 'Mars/Olympus', locale: 'not a locale' })?.where;
  expect(where).not.toHaveProperty('timeZone');
  expect(where).not.toHaveProperty('locale');
});

test('channels of the Azure service never pass as our own', () => {
  expect(read({ channelId: 'webchat' })?.where.channel).toBe('azure-webchat');
});

test('a pressed button brings its action back as it was', () => {
  const action = { do: 'choose', id: 7, url: `https://shop.example/${'é'.repeat(1500)}`, amount: '79.90' };
  const value = { ebb: sealAction(plainSeal, action) };
  expect(read({ text: undefined, value })).toMatchObject({ text: '', action });
});

test.each([[null], ['stop'], [{ do: 'stop' }], [['ebb']]])('%j is no button of ours', (value) => {
  expect(read({ value })).not.toHaveProperty('action');
});

const { token } = sealAction(plainSeal, { do: 'stop', id: 7 });
test.each([
  [{ ebb: null }],
  [{ ebb: 'stop' }],
  [{ ebb: [token] }],
  [{ ebb: { do: 'stop', id: 7 } }],
  [{ ebb: { do: 'stop', token: '' } }],
  [{ ebb: { do: 'stop', token: token.slice(1) } }],
  [{ ebb: { do: 'stop', token: { $ne: '' } } }],
  [{ ebb: { do: 'stop', token: plainSeal.seal('session', '{"do":"stop","id":7}') } }],
  [{ ebb: { do: 'stop', token: 'x'.repeat(8001) } }],
])('%j is a button that we did not make', (value) => {
  expect(read({ value })).toHaveProperty('action', null);
});

test('what stands beside the token does not count', () => {
  const value = { ebb: { token, do: 'erase', id: 8, chat: 9 } };
  expect(read({ value })?.action).toEqual({ do: 'stop', id: 7 });
});

test.each([
  [null],
  ['text'],
  [{}],
  [{ type: 'message' }],
  [{ ...base, from: undefined }],
  [{ ...base, conversation: { id: 7 } }],
])('%j is no activity', (body) => {
  expect(isActivity(body)).toBe(false);
});
