import { UNDO_FOR, changeStatus, undoStop } from '../../app/change-status';
import { checkNow } from '../../app/check-now';
import { isKnown } from '../../app/current-price';
import { undoPurchase } from '../../app/note-purchase';
import { readStanding } from '../../app/judge-standing';
import type { SubscriptionView } from '../../core/records';
import { refuseStranger } from '../may-manage';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { viewSubscription } from '../views/subscription-card';

export async function pause(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const result = await changeStatus(scene.store.subscriptions, subject, 'paused', scene.now);
  const { shortId: id } = subject;
  if (result.kind === 'choosing') return open({ kind: 'choose-variant', id });
  if (result.kind === 'over') return refuse(explainOver(subject));
  const word = result.kind === 'as-it-was' ? 'is paused already' : 'is paused';
  const message = makeMessage(
    {
      title: `${nameSubscription(subject)} ${word}.`,
      lines: ['I say nothing about it until you resume it.'],
      buttons: [ask('Resume', { do: 'resume', id }), ask('Stop', { do: 'stop', id })],
    },
    `Say “resume ${id}” to go on.`,
  );
  return say(message);
}

/** After a long pause the price may be old, so that it is looked at again. */
export async function resume(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const { store, now, print } = scene;
  const result = await changeStatus(store.subscriptions, subject, 'active', now);
  if (result.kind === 'choosing') return open({ kind: 'choose-variant', id: subject.shortId });
  if (result.kind === 'over') return refuse(explainOver(subject));
  const { subscription } = result;
  const isOld = !isKnown(subscription.product, now);
  if (isOld) await checkNow(scene, subscription);
  const opening =
    result.kind === 'as-it-was'
      ? 'It was not paused.'
      : `I am watching it again${isOld ? ', and look at it now' : ''}.`;
  return say(
    viewSubscription(subscription, await readStanding(store.products, subscription, now), print, opening),
  );
}

export async function stop(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  await changeStatus(scene.store.subscriptions, subject, 'ended', scene.now);
  const { shortId: id } = subject;
  const message = makeMessage(
    {
      title: `I have stopped watching ${nameSubscription(subject)}.`,
      lines: ['If that was a mistake, you can have it back within 10 minutes.'],
      buttons: [ask('Undo', { do: 'undo', id })],
    },
    `Say “undo” for that.`,
  );
  return say(message);
}

export async function undo(scene: Scene, { id }: { readonly id?: number }): Promise<Reply> {
  const { store, conversation, now, print } = scene;
  const meant = await findDone(scene, id);
  const refusal = meant && (await refuseStranger(scene, meant, 'undo'));
  if (refusal) return refusal;
  if (meant && meant.status !== 'ended' && meant.purchase && isRecent(meant.purchase.at, now)) {
    const { subscription, standing } = await undoPurchase(store, meant, meant.purchase, now);
    return say(viewSubscription(subscription, standing, print, 'I wait for it again, as before.'));
  }
  const result = await undoStop(store.subscriptions, conversation.id, id ?? null, now);
  if (result.kind === 'nothing') {
    return refuse(
      'There is nothing to undo: only a stop or a purchase of the last 10 minutes can be taken back.',
    );
  }
  const { subscription } = result;
  if (result.kind === 'over') return refuse(explainOver(subscription));
  const opening =
    result.kind === 'restored' ? 'It is back in your list.' : 'You follow the same product again already.';
  const standing = await readStanding(store.products, subscription, now);
  return say(viewSubscription(subscription, standing, print, opening));
}

/** What was stopped or bought last; what has this number. */
async function findDone(
  { store: { subscriptions }, conversation, now }: Scene,
  id: number | undefined,
): Promise<SubscriptionView | null> {
  if (id !== undefined) return subscriptions.find(conversation.id, id);
  const ended = await subscriptions.lastEnded(conversation.id, now - UNDO_FOR);
  const { items } = await subscriptions.list(conversation.id, 0, Number.MAX_SAFE_INTEGER);
  const [latest] = items
    .filter(({ purchase }) => purchase !== null && purchase.at > (ended?.endedAt ?? now - UNDO_FOR))
    .sort((a, b) => (b.purchase?.at ?? 0) - (a.purchase?.at ?? 0));
  return latest ?? ended;
}

function isRecent(at: number, now: number): boolean {
  return at >= now - UNDO_FOR;
}

function explainOver(subscription: SubscriptionView): string {
  return `I no longer watch ${nameSubscription(subscription)}: its day is past. For another date, paste a new link.`;
}
