import type { Generated } from 'kysely';
import type { CardNews } from '../core/card';
import type { Episode } from '../core/episode';
import type { FlowState } from '../core/flow';
import type { GroundKind } from '../core/ground';
import type { Manner } from '../core/manner';
import type { NoticeBody, Question } from '../core/notice';
import type { Objection } from '../core/objection';
import type { Purchase } from '../core/purchase';
import type { ConversationSettings, Snooze, SubscriptionStatus } from '../core/records';
import type { Baseline, Rule } from '../core/rule';
import type { Address, ConversationKind } from '../core/turn';
import type { Claimable } from './claimable';
import type { Json } from './json';
import type {
  BlocksTable,
  LanesTable,
  RobotsTable,
  PeriodsTable,
  PriceReportsTable,
  ProductLinksTable,
  ProductsTable,
} from './product-tables';

// Instants are integer milliseconds UTC, flags are 0 or 1. Values that only the core reads are JSON text.

export interface ConversationsTable {
  id: Generated<number>;
  channel: string;
  tenant: string;
  external_id: string;
  kind: ConversationKind;
  address: Json<Address>;
  /** Of a personal chat: the person's id in the organisation's directory, when the channel tells it. */
  directory_id: string | null;
  locale: string;
  time_zone: string | null;
  settings: Json<ConversationSettings>;
  generation: Generated<number>;
  gone_at: Generated<number | null>;
  /** Both null: nobody there has asked for us. */
  ground: Generated<GroundKind | null>;
  ground_at: Generated<number | null>;
  welcomed_at: Generated<number | null>;
  next_short_id: Generated<number>;
  /** Who speaks in it just now, a turn or a send, and until when; both null while nobody does. */
  lease_token: Generated<string | null>;
  lease_expires_at: Generated<number | null>;
  unasked_at: Generated<number | null>;
  /** Codes that nobody offers, said here since `code_missed_at`. */
  code_misses: Generated<number>;
  code_missed_at: Generated<number | null>;
}

export interface SubscriptionsTable {
  id: Generated<number>;
  conversation_id: number;
  person: string;
  short_id: number;
  rule: Json<Rule>;
  status: SubscriptionStatus;
  created_at: number;
  ended_at: number | null;
  urgent: Generated<Manner | null>;
  snooze: Generated<Json<Snooze> | null>;
  purchase: Generated<Json<Purchase> | null>;
}

export interface SubscriptionProductsTable {
  subscription_id: number;
  /** 0 is the product that lists and cards show. */
  position: number;
  product_id: number;
  baseline_source: Baseline['source'] | null;
  baseline_minor: number | null;
  baseline_currency: string | null;
  baseline_at: number | null;
  episode: Json<Episode>;
  answer_owed: Generated<Question | null>;
  objection: Generated<Json<Objection> | null>;
  /** Of the last objection, also when it no longer stands. */
  objected_at: Generated<number | null>;
}

interface SubscriptionMembersTable {
  subscription_id: number;
  person: string;
  name: string;
  mention: Generated<number>;
  joined_at: number;
}

export interface FlowsTable {
  conversation_id: number;
  person: string;
  /** null: none is open. The row stays, so that a version is never given twice. */
  state: Json<FlowState> | null;
  aside: Json<FlowState> | null;
  version: number;
  updated_at: number;
}

interface DeliveriesTable extends Claimable {
  id: Generated<number>;
  conversation_id: number;
  idempotency_key: string;
  created_at: number;
  not_before: number;
  /** Key of the tenant's row in `pace`: the queue in which it stands. */
  bucket: string;
  /** 0: somebody waits for what the conversation is owed, which goes first; 1: nobody does. */
  turn: Generated<number>;
  /** Why `not_before` lies ahead; null: the channel's answer, or it does not. */
  waits_for: Generated<'gate' | 'time' | null>;
  attempts: Generated<number>;
  unknown_sends: Generated<number>;
  plain_text: Generated<number>;
  /** null: it is still owed. */
  settled_at: Generated<number | null>;
  outcome: Generated<'sent' | 'dropped' | 'dead' | null>;
  /** Why it was dropped or is dead. */
  because: Generated<string | null>;
  message_id: Generated<string | null>;
  /** The delivery in whose message it went out; null: its own. */
  joined_id: Generated<number | null>;
}

/** The message of a delivery, while it is kept up to date. */
interface CardsTable extends Claimable {
  /** The delivery that carried it. */
  delivery_id: number;
  conversation_id: number;
  created_at: number;
  /** Empty: it says what it said when it was sent. */
  shows: Json<readonly CardNews[]>;
  /** Since when there is news that was not looked at; null: none. */
  stale_since: number | null;
  /** Grows with each piece of news, so that none is lost that comes while the card is in hand. */
  version: Generated<number>;
  not_before: number;
  attempts: Generated<number>;
}

interface NoticesTable {
  id: Generated<number>;
  delivery_id: number;
  conversation_id: number;
  /** null: it is about the conversation as a whole. */
  subscription_id: number | null;
  /** null: it is about no single product. */
  product_id: number | null;
  idempotency_key: string;
  /** The conversation's when it was owed. */
  generation: number;
  body: Json<NoticeBody>;
  created_at: number;
}

interface HookMessagesTable {
  source: string;
  message_id: string;
  taken_at: number;
}

interface InboundTable {
  conversation_id: number;
  activity_id: string;
  claim_expires_at: number;
  finished_at: Generated<number | null>;
}

interface ChatLogTable {
  id: Generated<number>;
  conversation: string;
  key: string | null;
  activity: Json<object>;
  created_at: number;
}

interface RemindersTable {
  subscription_id: number;
  person: string;
  remind_at: number;
  asked_at: number;
  /** 1: the product was made due ahead of it. */
  is_prepared: Generated<number>;
}

/** See `ConnectionStore` in src/core/connection.ts. */
export interface ConnectionsTable {
  id: Generated<number>;
  conversation_id: number;
  /** null: the code is used up. */
  code_hash: string | null;
  expires_at: number;
  /** Where the code was said, and by whom; null until then. */
  to_conversation_id: Generated<number | null>;
  person: Generated<string | null>;
  name: Generated<string | null>;
  /** 1: the other conversation wants it; this one has yet to agree. */
  confirmed: Generated<number>;
}

/** See `Bucket` in src/core/pace.ts. */
interface PaceTable {
  key: string;
  sent_at: Generated<Json<readonly number[]>>;
  blocked_until: Generated<number | null>;
  /** It has no room until then; past: that is to be found out. */
  closed_until: Generated<number>;
}

interface LocksTable {
  name: string;
  holder: string;
  heartbeat_at: number;
}

interface SecretsTable {
  name: string;
  secret: string;
}

export interface Tables {
  products: ProductsTable;
  product_links: ProductLinksTable;
  periods: PeriodsTable;
  conversations: ConversationsTable;
  subscriptions: SubscriptionsTable;
  subscription_products: SubscriptionProductsTable;
  flows: FlowsTable;
  deliveries: DeliveriesTable;
  cards: CardsTable;
  notices: NoticesTable;
  hook_messages: HookMessagesTable;
  subscription_members: SubscriptionMembersTable;
  inbound: InboundTable;
  chat_log: ChatLogTable;
  connections: ConnectionsTable;
  price_reports: PriceReportsTable;
  reminders: RemindersTable;
  pace: PaceTable;
  lanes: LanesTable;
  robots: RobotsTable;
  blocks: BlocksTable;
  locks: LocksTable;
  secrets: SecretsTable;
}
