import type { Instant } from '../../core/history';
import type { Message } from '../../core/message';
import type { Conversation } from '../../core/records';
import type { Rule } from '../../core/rule';
import type { LinkRefusal } from '../../app/track-links';
import { cleanText } from '../clean-text';
import type { Print } from '../print';
import { shortenRule } from './describe-rule';
import { ask, makeMessage } from './make-message';
import { MANNER_WORDS, mannerOf } from './manner-views';
import { describeQuiet } from './quiet-views';

const HELP_BUTTONS = [
  ask('My list', { do: 'list', page: 1 }),
  ask('Settings', { do: 'settings' }),
  ask('Help', { do: 'help' }),
];

export function viewWelcome(): Message {
  return makeMessage(
    {
      title: 'Hello, I am Ebb. I watch prices.',
      lines: [
        'Paste the link of a product from any shop.',
        'I look at it again and again, and tell you here when its price falls.',
      ],
      buttons: HELP_BUTTONS,
    },
    'Say “help” to see what else I understand.',
  );
}

/** @param whose whether one person writes so fast, or many together. */
export function explainPace(
  { whose, until }: { readonly whose: 'person' | 'many'; readonly until: Instant },
  now: Instant,
): string {
  const seconds = Math.max(1, Math.ceil((until - now) / 1000));
  const what =
    whose === 'person' ? 'You write faster than I can follow' : 'More is said here than I can follow';
  return `${what}; I answer again in ${seconds} s. Buttons and “stop” work all the while.`;
}

export function viewHelp(): Message {
  return makeMessage({
    title: 'What I understand',
    lines: [
      'A link, or several: I watch those products.',
      '“list”: all that I watch for you. “show 3”: one of them.',
      '“3 at 80”, “3 15 %”, “3 lowest in 90 days”, “3 back in stock”, “3 any change”: when I tell you.',
      '“3 also at” with a link: the same thing in another shop, by the same rule. “remove shop 3”: one shop less.',
      '“check 3”: I look now. “chart 3”: how its price went. “test 3”: what an alert looks like.',
      '“remind me on Friday at 9:00 about 3”, “reminders”: I come back to it.',
      '“pause 3”, “resume 3”, “stop 3”, and “undo” if a stop was a mistake. “pause everything” pauses all.',
      '“bought 3 at 79.90”: I tell you if it gets cheaper while you can return it.',
      '“export”: your list as a file. “import”: many links at once. “connect”: it goes to another chat of yours.',
      '“erase my data”: I forget you, for good.',
      'In groups: “me too 3”, “mention me 3”, “tell me privately 3”.',
      '“snooze 3”, “snooze 3 week”, “snooze all today”, and “wake 3”. “quiet 22:00 to 7:00”: I am silent at night.',
      '“settings”: your usual rule, your time zone, and what an alert does when a question is open.',
      '“urgent 3”: its alerts come at once. “not urgent 3”: they are like all others again.',
    ],
    buttons: [ask('My list', { do: 'list', page: 1 }), ask('Settings', { do: 'settings' })],
  });
}

export function viewSettings(conversation: Conversation, print: Print, now: Instant): Message {
  const { settings, timeZone } = conversation;
  return makeMessage(
    {
      title: 'Settings',
      facts: [
        { label: 'Usual rule', value: describeDefaultRule(settings.defaultRule, print) },
        { label: 'Time zone', value: timeZone ?? 'not set (I use UTC)' },
        { label: 'Quiet hours', value: describeQuiet(conversation) },
        ...listSnoozed(conversation, print, now),
        { label: 'When a question is open', value: `an alert ${MANNER_WORDS[mannerOf(conversation)]}` },
      ],
      buttons: [
        ask('Change usual rule', { do: 'default-rules' }),
        ask('Change time zone', { do: 'time-zone' }),
        ask('Quiet hours', { do: 'quiet' }),
        ask('Change manner', { do: 'manner' }),
        ask('Connect another chat', { do: 'connect' }),
      ],
    },
    'Say “default 15 %”, “time zone Europe/Berlin”, “quiet 22:00 to 7:00” or “manner interject” to change them.',
  );
}

/** @param address null: no service may write here. */
export function viewHookAddress(address: string | null): Message {
  if (address === null) return { text: 'No other service may write through me here.' };
  return makeMessage({
    title: 'The address of this chat for other services',
    lines: [
      address,
      'A service that my operator trusts can write here with it. Keep it to yourself otherwise.',
    ],
  });
}

function listSnoozed(
  { settings }: Conversation,
  print: Print,
  now: Instant,
): { label: string; value: string }[] {
  const until = settings.snoozedUntil ?? now;
  return until > now ? [{ label: 'Snoozed until', value: print.moment(until) }] : [];
}

export function describeDefaultRule(rule: Rule, print: Print): string {
  return shortenRule(rule, null, print);
}

export function viewUnknown(): Message {
  return makeMessage(
    {
      title: 'I did not understand that.',
      lines: ['Paste the link of a product and I will watch its price.'],
      buttons: HELP_BUTTONS,
    },
    'Or say “list” or “help”.',
  );
}

/** @param longest in characters. */
export function explainTooLong(longest: number): string {
  return `That is longer than I read where there is no link in it: ${longest} characters. Please say it in fewer words; “help” shows what I understand.`;
}

export function viewAskForLink(): Message {
  return { text: 'Paste the link of the product and I will watch its price.' };
}

/** Why a link is not followed. */
export function explainLinkRefusal(link: string, why: LinkRefusal): string {
  const shown = cleanText(link, 80);
  switch (why) {
    case 'too-long':
      return `I cannot follow ${shown}: the link is too long. Copy it from the page of the product itself.`;
    case 'not-a-web-link':
      return `I cannot follow ${shown}: I read only web links that begin with https:// or http://.`;
    case 'has-credentials':
      return 'I do not follow links that carry a user name or password. Please paste it without.';
    case 'not-read':
      return `I cannot follow ${shown}: it is no address of a public shop that I may read.`;
    case 'over':
      return `I cannot watch ${shown}: its day is past. Choose a new date in the shop and paste that link.`;
  }
}
