import { type BoughtWish, notePurchase } from '../../app/note-purchase';
import type { SubscriptionView } from '../../core/records';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { viewPurchase } from '../views/purchase-card';
import { explainRefusal } from '../views/rule-menu';

/** It was bought: the wish is over, and a lower price is worth a word while it can be returned. */
export async function bought(scene: Scene, subject: SubscriptionView, wish: BoughtWish): Promise<Reply> {
  const { store, conversation, now, print } = scene;
  const { shortId: id } = subject;
  if (conversation.where.kind !== 'personal') {
    return refuse(`What you paid is between us. Say “tell me privately ${id}”, and then tell me there.`);
  }
  if (subject.status === 'choosing') return open({ kind: 'choose-variant', id });
  const result = await notePurchase(store, subject, wish, conversation.timeZone, now);
  switch (result.kind) {
    case 'noted':
      return say(viewPurchase(result.subscription, result.standing, print));
    case 'needs-price':
      return open({ kind: 'type-paid', id, ...(wish.days === undefined ? {} : { days: wish.days }) });
    case 'too-late':
      return refuse('That day is past. Say how many days you have from the day you bought it.');
    case 'bad-days':
      return refuse('I can watch for 1 to 365 days, for example “30 days”.');
    default:
      return refuse(explainRefusal(result));
  }
}
