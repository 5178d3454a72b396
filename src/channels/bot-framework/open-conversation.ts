import type { Activity, ConversationReference } from 'botbuilder';
import type { Address, Whereabouts } from '../../core/turn';
import type { Connector } from './connector-adapter';
import type { MessageActivity } from './to-activity';

/** The thread of a Teams channel stands behind `;messageid=`; the channel as a whole is what is before it. */
export function channelOf(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, '');
}

/**
 * Begins a thread of its own in a Teams channel.
 * @returns the id of its first message; null when none is given.
 */
export async function openThread(
  { conversations }: Connector,
  { bot, conversation }: Partial<ConversationReference>,
  message: MessageActivity,
  signal: AbortSignal,
): Promise<string | null> {
  const answer = await conversations.createConversation(
    {
      isGroup: true,
      ...(bot && { bot }),
      channelData: { channel: { id: channelOf(conversation?.id ?? '') } },
      activity: { ...message } as Partial<Activity>,
    },
    { abortSignal: signal },
  );
  return answer.activityId ?? null;
}

/** Opens the chat with one person of a group; a chat that is open already is found again. */
export async function openPersonal(
  { conversations }: Connector,
  group: Whereabouts,
  person: { readonly id: string; readonly name: string },
  signal: AbortSignal,
): Promise<Whereabouts> {
  const { bot, channelId, serviceUrl }: Partial<ConversationReference> = group.address;
  const { tenant } = group;
  const answer = await conversations.createConversation(
    {
      isGroup: false,
      ...(bot && { bot }),
      members: [{ id: person.id }],
      ...(tenant !== '' && { tenantId: tenant, channelData: { tenant: { id: tenant } } }),
    },
    { abortSignal: signal },
  );
  const conversation = { id: answer.id ?? '', conversationType: 'personal', tenantId: tenant };
  if (conversation.id === '') throw new Error('the channel names no conversation');
  const address: Address = { channelId, serviceUrl, conversation, bot, user: person };
  const { channel, locale } = group;
  return {
    ...{ channel, tenant, externalId: conversation.id, kind: 'personal', address },
    ...(locale !== undefined && { locale }),
  };
}
