import type { Activity, ConversationReference } from 'botbuilder';
import type { Seal } from '../../core/endpoint';
import type { ConversationKind, Turn, Whereabouts } from '../../core/turn';
import { channelOf } from './open-conversation';
import { findText } from './find-text';
import { findPressed, openAction } from './sealed-action';

/** A turn without the way to answer it. */
export type Inbound = Omit<Turn, 'reply'>;

const KINDS: Readonly<Record<string, ConversationKind>> = {
  personal: 'personal',
  groupChat: 'group',
  channel: 'channel',
};

function findKind({ conversation }: Activity): ConversationKind {
  return KINDS[conversation.conversationType] ?? (conversation.isGroup ? 'group' : 'personal');
}

function findTenant(activity: Activity): string {
  const data = activity.channelData as { tenant?: { id?: unknown } } | null | undefined;
  const tenant = data?.tenant?.id ?? activity.conversation.tenantId;
  return typeof tenant === 'string' ? tenant : '';
}

/** @returns the thing as `read` gives it, or null where `read` refuses it. */
function accept<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function findLocale({ locale }: Activity): string | null {
  return typeof locale === 'string' ? accept(() => Intl.getCanonicalLocales(locale)[0] ?? null) : null;
}

function findTimeZone({ localTimezone: zone }: Activity): string | null {
  if (typeof zone !== 'string' || zone === '') return null;
  return accept(() => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone);
}

/** Teams names people by their object id in the directory too; in a group that would be whoever speaks. */
function findDirectoryId(activity: Activity): string | null {
  const { aadObjectId } = activity.from;
  const isTold = typeof aadObjectId === 'string' && /^[\w-]{1,64}$/.test(aadObjectId);
  return isTold && findKind(activity) === 'personal' ? aadObjectId.toLowerCase() : null;
}

function toReference(activity: Activity): Partial<ConversationReference> {
  const { channelId, serviceUrl, conversation, recipient: bot, from: user } = activity;
  return { channelId, serviceUrl, conversation, bot, user };
}

/** Other channels of the Azure service are told apart from ours of the same name: `telegram`, `webchat`. */
function findChannel({ channelId }: Activity): string {
  return channelId === 'msteams' ? channelId : `azure-${channelId}`;
}

function findWhereabouts(activity: Activity): Whereabouts {
  const locale = findLocale(activity);
  const timeZone = findTimeZone(activity);
  const directoryId = findDirectoryId(activity);
  return {
    channel: findChannel(activity),
    tenant: findTenant(activity),
    externalId: channelOf(activity.conversation.id),
    kind: findKind(activity),
    address: { ...toReference(activity) },
    ...(directoryId !== null && { directoryId }),
    ...(locale !== null && { locale }),
    ...(timeZone !== null && { timeZone }),
  };
}

function names(members: unknown, id: string): boolean {
  return Array.isArray(members) && members.some((member: { id?: unknown } | null) => member?.id === id);
}

/** What befell the chat itself: the bot came or left; null for everything else. */
function findEvent(activity: Partial<Activity>): 'opened' | 'closed' | null {
  if (activity.type === 'event') return activity.name === 'webchat/join' ? 'opened' : null;
  if (activity.type === 'installationUpdate')
    return activity.action?.startsWith('remove') ? 'closed' : 'opened';
  if (activity.type !== 'conversationUpdate' || !activity.recipient) return null;
  if (names(activity.membersAdded, activity.recipient.id)) return 'opened';
  return names(activity.membersRemoved, activity.recipient.id) ? 'closed' : null;
}

function isNamed(account: unknown): boolean {
  const id = (account as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id !== '' && id.length <= 1000;
}

/** @returns true when the parsed body has what every activity of ours must have. */
export function isActivity(body: unknown): body is Activity {
  if (typeof body !== 'object' || body === null) return false;
  const { type, channelId, conversation, from, recipient } = body as Partial<Activity>;
  if (typeof type !== 'string' || typeof channelId !== 'string') return false;
  return [conversation, from, recipient].every(isNamed);
}

/** Pure. @returns null for what is nothing to us: typing, reactions, other people coming and going. */
export function fromActivity(activity: Activity, seal: Seal): Inbound | null {
  const event = findEvent(activity);
  if (event === null && activity.type !== 'message') return null;
  const pressed = findPressed(activity.value);
  const { id, name } = activity.from;
  return {
    where: findWhereabouts(activity),
    activityId: typeof activity.id === 'string' && activity.id !== '' ? activity.id : null,
    person: { id, ...(typeof name === 'string' && name !== '' && { name }) },
    text: event === null ? findText(activity) : '',
    ...(pressed && { action: openAction(seal, pressed) }),
    ...(event !== null && { event }),
  };
}
