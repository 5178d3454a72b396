import type { Activity } from 'botbuilder';
import type { Seal } from '../../core/endpoint';
import type { Instant } from '../../core/history';
import type { Message } from '../../core/message';
import { fromActivity, type Inbound } from './from-activity';
import { findPressed } from './sealed-action';
import { toActivity } from './to-activity';

const BOT = { id: 'ebb', name: 'Ebb', role: 'bot' } as const;
/** A list that is pasted to be brought in is long. */
const MAX_TEXT = 60_000;
const MAX_CLIENT_ID = 100;

/** A row of the chat log as the client sees it. */
export interface ViewedActivity {
  readonly id: string;
  readonly channelId: 'webchat';
  readonly conversation: { readonly id: string };
  readonly [field: string]: unknown;
}

/** What a client posted, reduced to what we take from a client. */
export interface PostedActivity {
  readonly type: 'message' | 'event';
  readonly name?: string;
  readonly text: string;
  readonly value?: object;
  readonly locale?: string;
  readonly localTimezone?: string;
  /** The client's own id, by which it knows its message again. */
  readonly clientActivityId: string | null;
  /** A pressed button: it has a value and shows no words. */
  readonly postBack: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

function findString(fields: Fields, name: string, maxLength: number): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value.length <= maxLength ? value : undefined;
}

/** @returns null for what is no message or event, or has too long a text. */
export function readPosted(body: unknown): PostedActivity | null {
  const fields = (body ?? {}) as Fields;
  const { type, value } = fields;
  const text = fields['text'] === undefined ? '' : findString(fields, 'text', MAX_TEXT);
  if ((type !== 'message' && type !== 'event') || text === undefined) return null;
  const channelData = (fields['channelData'] ?? {}) as Fields;
  const name = findString(fields, 'name', 64);
  const locale = findString(fields, 'locale', 64);
  const localTimezone = findString(fields, 'localTimezone', 64);
  const pressed = findPressed(value);
  return {
    type,
    text,
    clientActivityId: findString(channelData, 'clientActivityID', MAX_CLIENT_ID) ?? null,
    postBack: channelData['postBack'] === true,
    ...(name !== undefined && { name }),
    ...(pressed && { value: { ebb: pressed } }),
    ...(locale !== undefined && { locale }),
    ...(localTimezone !== undefined && { localTimezone }),
  };
}

/** The row of what a person said; the client knows it again by `clientActivityID`. */
export function toPersonRow(posted: PostedActivity, person: string, now: Instant): object {
  const { text, value, clientActivityId, postBack } = posted;
  return {
    type: 'message',
    textFormat: 'plain',
    text,
    ...(value && { value }),
    from: { id: person, role: 'user' },
    timestamp: new Date(now).toISOString(),
    channelData: {
      ...(clientActivityId !== null && { clientActivityID: clientActivityId }),
      ...(postBack && { postBack }),
    },
  };
}

export function toBotRow(message: Message, seal: Seal, now: Instant): object {
  return {
    ...toActivity(message, { showsCards: true, seal }),
    from: BOT,
    timestamp: new Date(now).toISOString(),
  };
}

/** An activity's id names its row, so that it is known before and after a restart. */
export function toActivityId(conversation: string, row: number): string {
  return `${conversation}|${String(row).padStart(7, '0')}`;
}

export function viewRow(
  conversation: string,
  row: { readonly id: number; readonly activity: Fields },
): ViewedActivity {
  const id = toActivityId(conversation, row.id);
  return { ...row.activity, id, channelId: 'webchat', conversation: { id: conversation } };
}

/** @returns null for what is nothing to us. `conversation` is the visitor's; the body has no say in it. */
export function toInbound(
  posted: PostedActivity,
  conversation: string,
  activityId: string | null,
  seal: Seal,
): Inbound | null {
  const activity = {
    ...posted,
    id: activityId ?? '',
    channelId: 'webchat',
    from: { id: conversation },
    recipient: { id: BOT.id },
    conversation: { id: conversation },
  } as unknown as Activity;
  const inbound = fromActivity(activity, seal);
  return (
    inbound && { ...inbound, where: { ...inbound.where, channel: 'webchat', address: { conversation } } }
  );
}
