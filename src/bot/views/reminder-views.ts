import type { Instant } from '../../core/history';
import type { Message } from '../../core/message';
import type { Reminder, SubscriptionView } from '../../core/records';
import type { Print } from '../print';
import { shopsOf, sortShops } from '../../core/shops';
import { describePrice, describeSource, nameSubscription } from './describe-product';
import { listShops } from './describe-shops';
import { ask, makeMessage } from './make-message';

/** The reminder itself, at its time: what it is about, and what it costs now. */
export function viewReminder(askedAt: Instant, subscription: SubscriptionView, print: Print): Message {
  const { shortId: id } = subscription;
  const { confirmed: offer, url, checkedAt } = (sortShops(shopsOf(subscription))[0] ?? subscription).product;
  return makeMessage(
    {
      title: nameSubscription(subscription),
      headline: offer ? describePrice(offer, print) : 'No price seen yet',
      image: offer?.image,
      lines: [
        `On ${print.moment(askedAt)} you asked me to remind you of it.`,
        ...listShops(subscription, print),
      ],
      footnote: describeSource({ url, offer, checkedAt }, print),
      buttons: [
        { title: 'Go to shop', url },
        ask('Check now', { do: 'check', id }),
        ask('Remind me again', { do: 'remind', id }),
        ask('Stop', { do: 'stop', id }),
      ],
    },
    `You can say “check ${id}”, “remind me in 3 days about ${id}” or “stop ${id}”.`,
  );
}

/**
 * @param timeZone null: the person has told none. `replaced`: when the one before was to come; null: there
 * was none.
 */
export function viewReminderSet(
  { subscription, at, replaced }: Reminder & { readonly replaced: Instant | null },
  timeZone: string | null,
  print: Print,
): Message {
  const { shortId: id } = subscription;
  const isUnsure = timeZone === null;
  return makeMessage(
    {
      title: `I will remind you of ${nameSubscription(subscription)}`,
      headline: print.moment(at),
      lines: [
        ...(replaced === null || replaced === at
          ? []
          : [`It takes the place of the one for ${print.moment(replaced)}.`]),
        ...(isUnsure ? ['I do not know your time zone yet. When you have told me, please ask again.'] : []),
      ],
      buttons: [
        ...(isUnsure ? [ask('Set time zone', { do: 'time-zone' })] : []),
        ask('Cancel reminder', { do: 'cancel-reminder', id }),
        ask('My reminders', { do: 'reminders' }),
      ],
    },
    `Say “cancel reminder ${id}” if you change your mind, or “reminders” to see all.`,
  );
}

/** More buttons do not fit under one card. */
const MOST_BUTTONS = 8;

export function viewReminders(reminders: readonly Reminder[], print: Print): Message {
  if (reminders.length === 0) {
    return { text: 'There is no reminder. Say for example “remind me on Friday at 9:00 about 3”.' };
  }
  const ids = reminders.slice(0, MOST_BUTTONS).map(({ subscription }) => subscription.shortId);
  return makeMessage(
    {
      title: 'Your reminders',
      lines: reminders.map(
        ({ subscription, at }) => `${nameSubscription(subscription)}: ${print.moment(at)}`,
      ),
      buttons: ids.map((id) => ask(`Cancel #${id}`, { do: 'cancel-reminder', id })),
    },
    'Say “cancel reminder” and a number to cancel one.',
  );
}
