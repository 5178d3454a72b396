import type { Instant } from './history';
import type { Occasion } from './manner';
import type { Money } from './money';
import type { Objection } from './objection';
import type { Offer } from './offer';
import type { Reading } from './reading';
import type { Baseline, Rule } from './rule';
import type { ConversationKind } from './turn';

/** The lowest price we saw in the last 30 days, and on how many of those days we looked. */
export interface LowestSeen {
  readonly price: Money;
  readonly daysLooked: number;
}

/** A wish came true. */
export interface AlertBody {
  readonly kind: 'alert';
  readonly rule: Rule;
  readonly baseline: Baseline | null;
  readonly offer: Offer;
  /** The price of the period before; null when there was none. */
  readonly before: Money | null;
  readonly lowestIn30Days: LowestSeen | null;
  readonly checkedAt: Instant;
  /** `startedAt` of the period it announces. */
  readonly period: Instant;
  /** true: the person asked to see what an alert looks like. */
  readonly test: boolean;
}

/** Something stands between a wish and its watching; said once, and once when it is over. */
export interface TroubleBody {
  readonly kind: 'trouble';
  readonly trouble:
    | { readonly kind: 'currency-changed'; readonly from: string; readonly to: Money }
    | { readonly kind: 'cannot-read'; readonly reading: Reading }
    | { readonly kind: 'reads-again' }
    /**
     * Its last day is past, so the subscription has ended. `lowest` is the lowest price that was ever seen;
     * null: none.
     */
    | { readonly kind: 'over'; readonly endsOn: string; readonly lowest: Money | null }
    /**
     * It was bought for `price` and can no longer be returned, so the subscription has ended. `lowest`: since
     * then.
     */
    | { readonly kind: 'return-over'; readonly price: Money; readonly lowest: Money | null };
}

/**
 * What a person waits to hear about the next look at a product; `import`: in the one answer to many links.
 */
export type Question = 'track' | 'check' | 'report' | 'import';

/**
 * The promised follow-up of something a person asked for: a link they pasted, "check now", or "wrong price?".
 */
export interface AnswerBody {
  readonly kind: 'answer';
  readonly question: Exclude<Question, 'import'>;
  readonly reading: Reading;
  /** The price looks unusual and is looked at again before it counts. */
  readonly pending: boolean;
  readonly checkedAt: Instant;
  /** For `report`: what the person said, and whether the page was kept because it says otherwise. */
  readonly report?: { readonly objection: Objection; readonly isKept: boolean };
}

/** What somebody wanted to be reminded of, at its time. */
interface ReminderBody {
  readonly kind: 'reminder';
  readonly person: string;
  readonly askedAt: Instant;
}

/** The question that an interruption put aside, asked again when the person has fallen silent. */
interface QuestionBody {
  readonly kind: 'question';
  /** Who is asked. */
  readonly person: string;
}

/** What another service says in a conversation that gave it its address. */
export interface ExternalBody {
  readonly kind: 'external';
  /** The service, as the settings name it. */
  readonly source: string;
  readonly text: string;
}

/** The one answer to many links that came at once. */
export interface ImportBody {
  readonly kind: 'import';
  /** Who brought them. */
  readonly person: string;
  /** Of the new subscriptions. */
  readonly ids: readonly number[];
  readonly at: Instant;
  /** It waits until all are looked at, but no longer than this. */
  readonly waitsUntil: Instant;
}

/**
 * What comes of a wish to take the list of one conversation to another, said in the one that waits for it.
 */
export type ConnectBody = { readonly kind: 'connect' } & (
  | {
      /** Does the conversation whose list it is agree? */
      readonly step: 'ask';
      readonly connection: number;
      /** Who said the code, and where. */
      readonly name: string;
      readonly channel: string;
      readonly chat: ConversationKind;
    }
  | { readonly step: 'moved'; readonly count: number; readonly doubles: number }
  | { readonly step: 'refused' }
);

export type NoticeBody =
  | AlertBody
  | TroubleBody
  | AnswerBody
  | ImportBody
  | ReminderBody
  | QuestionBody
  | ExternalBody
  | ConnectBody;

const ASKED_FOR: ReadonlySet<NoticeBody['kind']> = new Set(['answer', 'import', 'reminder', 'connect']);

/** @returns false for what is no alert, and for a test of one. */
export function isTrueAlert(body: NoticeBody): body is AlertBody {
  return body.kind === 'alert' && !body.test;
}

/** @returns for what occasion it is said; a reminder and a test alert are what somebody asked for, too. */
export function occasionOf(body: NoticeBody): Occasion {
  if (body.kind === 'question') return 'question';
  return ASKED_FOR.has(body.kind) || (body.kind === 'alert' && body.test) ? 'asked' : 'unasked';
}

/** One thing to say unasked (or promised), owed to one conversation. */
export interface NoticeDraft {
  /** null: it is about the conversation as a whole. */
  readonly subscriptionId: number | null;
  /** null: it is about no single product. */
  readonly productId: number | null;
  /** Unique over all notices: saying the same thing twice is refused by storage. */
  readonly idempotencyKey: string;
  readonly body: NoticeBody;
  /** When it is said at earliest; absent: now. What is owed after it does not wait for it. */
  readonly notBefore?: Instant;
}
