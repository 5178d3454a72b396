import type { ShownWish } from '../app/object-to-price';
import type { BoughtWish } from '../app/note-purchase';
import type { RuleWish } from '../app/rule-wish';
import type { SnoozeSpan } from '../app/snooze';
import type { ChartSpan } from '../core/chart';
import type { Manner } from '../core/manner';

/** How long alerts rest; all absent: nobody said. */
export type SnoozeWish = {
  readonly span?: SnoozeSpan;
  /** Until the price is lower than this; `below` and `sign` as written. */
  readonly below?: string;
  readonly sign?: string;
};

/**
 * A wish about one subscription. `id` is its short id, absent when the person named none; `shop` the id of
 * that of its products that is meant, absent when it has one, or all are meant.
 */
export type SubjectIntent = SubjectWish & { readonly shop?: number };

type SubjectWish =
  | {
      readonly do:
        | 'show'
        | 'pause'
        | 'resume'
        | 'stop'
        | 'check'
        | 'test'
        /** Which rules there are. */
        | 'rules'
        /** Ask for a price. */
        | 'type-target'
        /** Ask for the link of a variant. */
        | 'type-choice'
        /** Keep the rule in the shop's new currency. */
        | 'keep-rule'
        /** Its alerts are like all others again. */
        | 'not-urgent'
        /** The price we show is wrong: ask what the shop shows. */
        | 'wrong-price'
        /** It is right after all. */
        | 'price-right'
        | 'cancel-reminder'
        /** In a group: wait for it as well, or no longer; be called by name, or no longer. */
        | 'me-too'
        | 'not-me'
        | 'mention-me'
        | 'no-mention'
        /** Follow it in a chat of one's own. */
        | 'tell-privately'
        /** It is snoozed no longer. */
        | 'wake';
      readonly id?: number;
    }
  /** Its alerts rest; without a span or price: ask for how long. */
  | ({ readonly do: 'snooze'; readonly id?: number } & SnoozeWish)
  /** Its alerts are urgent. */
  | { readonly do: 'urgent'; readonly id?: number; readonly manner: Manner }
  | ({ readonly do: 'rule'; readonly id?: number } & RuleWish)
  | { readonly do: 'choose'; readonly id?: number; readonly url: string }
  /** The same thing in another shop; without a link: ask for it. */
  | { readonly do: 'add-shop'; readonly id?: number; readonly url?: string }
  /** `name`: what the person calls the shop. */
  | { readonly do: 'remove-shop'; readonly id?: number; readonly name?: string }
  /** Without a span: the usual one. */
  | { readonly do: 'chart'; readonly id?: number; readonly span?: ChartSpan }
  /** `when` as the person says it; absent: ask. */
  | { readonly do: 'remind'; readonly id?: number; readonly when?: string }
  | ({ readonly do: 'object'; readonly id?: number } & ShownWish)
  /** It was bought; without a price: ask for it. */
  | ({ readonly do: 'bought'; readonly id?: number } & BoughtWish);

/** Wishes that say no more than which subscription they are about. */
export type BareSubject = Exclude<
  SubjectIntent['do'],
  | 'rule'
  | 'choose'
  | 'add-shop'
  | 'remove-shop'
  | 'chart'
  | 'urgent'
  | 'object'
  | 'remind'
  | 'snooze'
  | 'bought'
>;

/** When the bot shall rest. */
export type RestIntent =
  /** Minutes since midnight; none: show what is set. */
  | { readonly do: 'quiet'; readonly from?: number; readonly to?: number }
  | { readonly do: 'quiet-off' }
  | { readonly do: 'break-through'; readonly on: 0 | 1 }
  /** Without a span: no longer. */
  | { readonly do: 'snooze-all'; readonly span?: SnoozeSpan }
  | { readonly do: 'pause-all' | 'resume-all' };

/** What becomes of all that the bot knows of a person. */
export type DataIntent =
  /** Ask whether to erase it. */
  | { readonly do: 'erase' }
  /** Said to the question whether to erase it. */
  | { readonly do: 'erase-now' }
  /** Take the list along. */
  | { readonly do: 'export' }
  /** Bring wishes in, as lines or the text of a file; without: ask for them. */
  | { readonly do: 'import'; readonly text?: string };

/** To take the list of one chat to another. */
export type ConnectIntent =
  /** `code` as typed; absent: make one. */
  | { readonly do: 'connect'; readonly code?: string }
  /** Bring the list here whose code was said; without `sure`: ask. */
  | { readonly do: 'connect-here'; readonly sure?: 1 }
  /** Of the chat whose list it is; without `connection`: to what was asked last. */
  | { readonly do: 'connect-agree' | 'connect-refuse'; readonly connection?: number };

/**
 * What a person wants, whether by words or by a button. All but `track`, `too-long` and `unknown` fit into a
 * button.
 */
export type Intent =
  | SubjectIntent
  /** `isCut`: the text goes on beyond what is read. */
  | { readonly do: 'track'; readonly links: readonly string[]; readonly isCut?: true }
  /** `page` counts from 1. */
  | { readonly do: 'list'; readonly page: number }
  | { readonly do: 'undo'; readonly id?: number }
  | ({ readonly do: 'default-rule' } & RuleWish)
  /** Without a name: ask for it. */
  | { readonly do: 'time-zone'; readonly name?: string }
  | RestIntent
  | DataIntent
  | ConnectIntent
  /** All that went out in one message; `delivery` is its id, `page` counts from 1. */
  | { readonly do: 'told'; readonly delivery: number; readonly page: number }
  /** Without a manner: show which there are. */
  | { readonly do: 'manner'; readonly manner?: Manner }
  /** `done`: with what interrupted an open question. */
  | {
      readonly do:
        | 'settings'
        | 'default-rules'
        | 'hook-address'
        | 'reminders'
        | 'help'
        | 'done'
        | 'hello'
        | 'thanks'
        | 'cancel'
        /** More words than anything that is understood has. */
        | 'too-long'
        | 'unknown';
    };

/** The intents that a button may carry. */
export type ButtonIntent = Exclude<Intent, { do: 'track' | 'too-long' | 'unknown' }>;

export function isRestIntent(intent: Intent): intent is RestIntent {
  return ['quiet', 'quiet-off', 'break-through', 'snooze-all', 'pause-all', 'resume-all'].includes(intent.do);
}

export function isDataIntent(intent: Intent): intent is DataIntent {
  return ['erase', 'erase-now', 'export', 'import'].includes(intent.do);
}

export function isConnectIntent(intent: Intent): intent is ConnectIntent {
  return ['connect', 'connect-here', 'connect-agree', 'connect-refuse'].includes(intent.do);
}

export function isSubjectIntent(intent: Intent): intent is SubjectIntent {
  return SUBJECT_NAMES.has(intent.do);
}

const SUBJECT_NAMES: ReadonlySet<string> = new Set<SubjectIntent['do']>([
  'show',
  'pause',
  'resume',
  'stop',
  'check',
  'test',
  'rules',
  'type-target',
  'type-choice',
  'keep-rule',
  'wrong-price',
  'price-right',
  'cancel-reminder',
  'remind',
  'rule',
  'choose',
  'add-shop',
  'remove-shop',
  'chart',
  'urgent',
  'not-urgent',
  'object',
  'me-too',
  'not-me',
  'mention-me',
  'no-mention',
  'tell-privately',
  'snooze',
  'wake',
  'bought',
]);
