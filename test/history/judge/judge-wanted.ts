import type { Contact } from './contact';
import type { Delivery } from './deliveries';
import type { Violation } from './terms';
import type { Chat } from './world';

const UNWELCOME: Readonly<Record<Exclude<Contact, 'open'>, string>> = {
  unspoken: 'Something was sent to a chat that never spoke to Ebb.',
  gone: 'Something was sent to a chat after Ebb was told that it is gone.',
  erased: 'Something was sent to a chat after all its data was erased.',
};

/**
 * Nothing goes to a chat that is gone, erased or never spoke, and nothing unasked about what nobody there
 * waits for.
 */
export function judgeWanted(chat: Chat): readonly Violation[] {
  return chat.deliveries.flatMap((delivery) => {
    const { index, at } = delivery.post;
    const contact = chat.contact.before(index);
    const what = contact === 'open' ? findUnwanted(chat, delivery) : UNWELCOME[contact];
    return what === null ? [] : [{ promise: 'unwanted', chat: chat.name, at, what, events: [delivery.post] }];
  });
}

function findUnwanted(chat: Chat, { post, said, unasked }: Delivery): string | null {
  if (!unasked) return null;
  if (isSnoozed(chat.settings.snooze.statesAt(post.index), post.at))
    return 'Something came unasked while everything is snoozed.';
  for (const { product } of said.statements) {
    const wishes = chat.wishes.get(product)!.statesAt(post.index);
    if (wishes.every((wish) => wish === null)) return `Nobody there follows ${product}.`;
    if (wishes.every((wish) => wish === null || wish.paused)) return `${product} is paused there.`;
    if (isSnoozed(chat.products.get(product)!.snooze.statesAt(post.index), post.at))
      return `${product} is snoozed there.`;
  }
  return null;
}

function isSnoozed(until: readonly number[], at: number): boolean {
  return until.every((end) => at < end);
}
