import type { Activity } from 'botbuilder';
import { findAction } from './find-action';
import { fromActivity, isActivity } from './from-activity';

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
  return fromActivity({ ...base, ...change });
}

test('reads a message with who, where and how to answer', () => {
  const turn = fromActivity(base);
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

test('a pressed button brings its action', () => {
  expect(read({ text: undefined, value: { ebb: { do: 'stop', id: 7 } } })).toMatchObject({
    text: '',
    action: { do: 'stop', id: 7 },
  });
});

test.each([
  [null],
  ['stop'],
  [{ do: 'stop' }],
  [{ ebb: 'stop' }],
  [{ ebb: { id: 7 } }],
  [{ ebb: { do: '' } }],
  [{ ebb: { do: 'x'.repeat(65) } }],
  [{ ebb: { do: 'stop', id: { $gt: 0 } } }],
  [{ ebb: { do: 'stop', id: [1] } }],
  [{ ebb: { do: 'stop', id: true } }],
  [{ ebb: { do: 'stop', id: Number.NaN } }],
  [{ ebb: { do: 'stop', id: 'x'.repeat(2001) } }],
  [{ ebb: { do: 'stop', ...Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`k${i}`, 1])) } }],
])('%j is no action of ours', (value) => {
  expect(findAction(value)).toBeNull();
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
