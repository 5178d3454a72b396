import type { SubscriptionView } from '../../core/records';
import { meanShop } from '../../core/shops';
import { refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';

const ONLY_IN_GROUPS = 'That is for groups: here I tell you anyway.';
const NO_NAMES = 'In a channel I name nobody. Say “tell me privately” to hear of it in person.';

/** @returns what to say where nobody is named; null in a group. */
function refuseOutsideGroups({ conversation }: Scene): Reply | null {
  const { kind } = conversation.where;
  if (kind === 'group') return null;
  return refuse(kind === 'personal' ? ONLY_IN_GROUPS : NO_NAMES);
}

export async function meToo(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const refusal = refuseOutsideGroups(scene);
  if (refusal) return refusal;
  const isNew = await join(scene, subject);
  const { shortId: id } = subject;
  const message = makeMessage(
    {
      title: `${scene.name} ${isNew ? 'waits' : 'waits already'} for ${nameSubscription(subject)}.`,
      buttons: [ask('Mention me', { do: 'mention-me', id }), ask('Not me', { do: 'not-me', id })],
    },
    `Say “mention me ${id}” to be called by name when it falls, “not me ${id}” to leave.`,
  );
  return say(message);
}

export async function notMe(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const refusal = refuseOutsideGroups(scene);
  if (refusal) return refusal;
  const { store, person, name } = scene;
  const hasLeft = await store.members.leave(subject.id, person);
  return say(`${name} ${hasLeft ? 'no longer waits' : 'does not wait'} for ${nameSubscription(subject)}.`);
}

/** Being called by name is asked for, never assumed. */
export async function mentionMe(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const refusal = refuseOutsideGroups(scene);
  if (refusal) return refusal;
  const { store, person, name } = scene;
  await join(scene, subject);
  await store.members.setMention(subject.id, person, true);
  return say(`I mention ${name} when ${nameSubscription(subject)} falls.`);
}

export async function dropMention(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const refusal = refuseOutsideGroups(scene);
  if (refusal) return refusal;
  const { store, person, name } = scene;
  await store.members.setMention(subject.id, person, false);
  return say(`I no longer mention ${name} for ${nameSubscription(subject)}.`);
}

function join({ store, person, name, now }: Scene, subject: SubscriptionView): Promise<boolean> {
  return store.members.join(subject.id, { person, name }, now);
}

/** Whoever asks for a product in a group is named with it; one who comes later is asked to join. */
export async function noteAsker(scene: Scene, subject: SubscriptionView): Promise<Reply['messages']> {
  if (scene.conversation.where.kind !== 'group') return [];
  if (subject.person === scene.person) {
    await join(scene, subject);
    return [];
  }
  const { shortId: id } = subject;
  const title = `Somebody here asked for ${nameSubscription(subject)} already.`;
  const buttons = [
    ask('Me too', { do: 'me-too', id }),
    ask('Tell me privately', { do: 'tell-privately', id }),
  ];
  return [makeMessage({ title, buttons }, `Say “me too ${id}” to join, or “tell me privately ${id}”.`)];
}

/** Asking is the consent: nobody is written to in person who did not say so. */
export async function tellPrivately(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const { store, wake, conversation, person, name, now } = scene;
  if (conversation.where.kind === 'personal') return say('This is our chat: I tell you here.');
  const where = await scene.openPersonal(conversation.where, { id: person, name });
  if (!where) {
    return refuse('I could not write to you in person. Open a chat with me, and paste the link there.');
  }
  const chat = await store.conversations.meet(where, now, 'confirmed');
  const { product, rule, baseline } = subject;
  const owner = { conversationId: chat.id, person };
  const { subscription, created } = await store.subscriptions.add(owner, product.id, rule, baseline, now);
  if (created) await addOtherShops(scene, subscription, subject);
  await store.subscriptions.owe(chat.id, subscription.id, 'track', product.id);
  await store.products.makeDue(product.id);
  wake.polls();
  return say('I write to you in person.');
}

/** What is followed there already stays as it is. */
async function addOtherShops(
  { store, now }: Scene,
  { conversationId, id }: SubscriptionView,
  { others }: SubscriptionView,
): Promise<void> {
  const { items } = await store.subscriptions.list(conversationId, 0, Number.MAX_SAFE_INTEGER);
  for (const { product, baseline } of others) {
    if (items.some((item) => meanShop(item, product.id))) continue;
    await store.subscriptions.addShop(conversationId, id, product.id, baseline, now);
  }
}
