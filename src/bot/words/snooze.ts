import { type SnoozeSpan, readLimit, snoozeAll, snoozeEnd, snoozeOne } from '../../app/snooze';
import type { SubscriptionView } from '../../core/records';
import type { SnoozeWish } from '../intent';
import { refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameSubscription } from '../views/describe-product';
import { ask, makeMessage } from '../views/make-message';
import { viewSnoozeMenu } from '../views/snooze-menu';

/** Lets the alerts of one product rest. */
export async function snooze(scene: Scene, subject: SubscriptionView, wish: SnoozeWish): Promise<Reply> {
  const { store, conversation, now, print } = scene;
  if (wish.below !== undefined) return snoozeBelow(scene, subject, wish.below, wish.sign);
  if (wish.span === undefined) return say(viewSnoozeMenu(subject, print));
  const until = snoozeEnd(wish.span, conversation.timeZone, now);
  await snoozeOne(store, subject, { until }, now);
  return confirm(subject, `until ${print.moment(until)}`);
}

async function snoozeBelow(
  { store, now, print }: Scene,
  subject: SubscriptionView,
  amount: string,
  sign?: string,
): Promise<Reply> {
  const below = readLimit(subject, amount, sign);
  if (!below)
    return refuse('I cannot read that price. Please write it in the currency of the shop, like “79.99”.');
  await snoozeOne(store, subject, { below }, now);
  return confirm(subject, `until it is lower than ${print.money(below)}`);
}

function confirm(subject: SubscriptionView, how: string): Reply {
  const { shortId: id } = subject;
  return say(
    makeMessage(
      {
        title: `${nameSubscription(subject)} is snoozed ${how}.`,
        lines: ['I keep watching it.'],
        buttons: [ask('Wake it', { do: 'wake', id })],
      },
      `Say “wake ${id}” to hear of it again.`,
    ),
  );
}

export async function wake({ store, now }: Scene, subject: SubscriptionView): Promise<Reply> {
  await snoozeOne(store, subject, null, now);
  return say(`${nameSubscription(subject)} is not snoozed any more.`);
}

/** Lets everything rest; without a span: no longer. */
export async function snoozeEverything(
  { store, conversation, now, print }: Scene,
  { span }: { readonly span?: SnoozeSpan },
): Promise<Reply> {
  const until = span === undefined ? null : snoozeEnd(span, conversation.timeZone, now);
  await snoozeAll(store, conversation, until, now);
  if (until === null) return say('Nothing is snoozed as a whole any more.');
  return say(
    makeMessage(
      {
        title: `I say nothing unasked until ${print.moment(until)}.`,
        buttons: [ask('Wake all', { do: 'snooze-all' })],
      },
      'Say “wake all” to hear of everything again.',
    ),
  );
}
