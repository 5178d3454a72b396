import type { Speech } from '../app/deliver';
import { type Subject, isAboutSame } from '../app/gather-digest';
import { occasionOf } from '../core/notice';
import type { ClaimedDelivery, Member } from '../core/records';
import type { MemberStore } from '../core/member-store';
import { cleanText } from './clean-text';
import { addButton, addLines } from './views/compose-message';
import { ask } from './views/make-message';

/** Of a delivery, what says about what and to whom it is told. */
type Addressed = Subject & Pick<ClaimedDelivery, 'conversation'>;

/**
 * Makes of what is said to one person what is said to many. A group is told who asked, and those who want it
 * are called by name; a channel is told no names, in a thread of its own. Answers stay as they are: they
 * follow who asked. A digest is about nobody in particular.
 */
export async function addressGroup(
  members: Pick<MemberStore, 'list'>,
  [first, ...others]: readonly Addressed[],
  speech: Speech,
): Promise<Speech> {
  if (!first) return speech;
  const { conversation, notice, subscription } = first;
  const { body } = notice;
  const { kind } = conversation.where;
  if (kind === 'personal' || occasionOf(body) !== 'unasked') return speech;
  const message = kind === 'channel' ? { ...speech.message, opensThread: true as const } : speech.message;
  const isOneThing = others.every((other) => isAboutSame(first, other));
  if (body.kind !== 'alert' || subscription === null || !isOneThing) return { ...speech, message };
  const { shortId: id } = subscription;
  const offered = addButton(message, ask('Tell me privately', { do: 'tell-privately', id }));
  if (kind === 'channel') return { ...speech, message: offered };
  const joined = addButton(offered, ask('Me too', { do: 'me-too', id }));
  return { ...speech, message: nameMembers(joined, await members.list(subscription.id)) };
}

function nameMembers(message: Speech['message'], members: readonly Member[]): Speech['message'] {
  const names = members.map(({ name }) => cleanText(name, 60)).filter((name) => name !== '');
  if (names.length === 0) return message;
  const told = addLines(message, [`Asked for by ${names.join(', ')}.`]);
  const mentions = members.filter(({ mention }) => mention).map(({ person: id, name }) => ({ id, name }));
  if (mentions.length === 0 || !told.card) return told;
  return { ...told, card: { ...told.card, mentions } };
}
