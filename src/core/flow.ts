import { DAY, type Instant } from './history';

/** A question without whose answer nothing can go on. `kind` names the flow, the rest is its own. */
export interface FlowState {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What one person is asked in one conversation. */
export interface OpenFlows {
  /** Whose answer is awaited now. */
  readonly active: FlowState;
  /** Put aside by an interruption; asked again when `active` is over. */
  readonly aside: FlowState | null;
}

export interface StoredFlow extends OpenFlows {
  /** The channel's id of who is asked. */
  readonly person: string;
  readonly version: number;
  /** When the person last did anything about it, or was asked. */
  readonly updatedAt: Instant;
}

/** What becomes of a flow: written only over `version`, null where none stood. */
export interface FlowChange {
  readonly person: string;
  readonly version: number | null;
  /** null: the flow ends. */
  readonly next: OpenFlows | null;
}

export interface FlowStore {
  get(conversationId: number, person: string): Promise<StoredFlow | null>;
  /** What is asked in a conversation, of whomever. */
  list(conversationId: number): Promise<readonly StoredFlow[]>;
  /**
   * Writes only over `version` (null: none stood); null as `next` ends the flow.
   * @returns false when it moved on.
   */
  put(
    conversationId: number,
    person: string,
    next: OpenFlows | null,
    version: number | null,
    now: Instant,
  ): Promise<boolean>;
}

/** A question that nobody answered for so long is forgotten; buttons of its card still say what they want. */
const EXPIRES_AFTER_MS: number = DAY;

/**
 * @returns the flow that a message to this person meets: the own one, else what somebody else was asked last.
 */
export function findFlow(
  flows: readonly StoredFlow[],
  person: string | null,
  now: Instant,
): StoredFlow | null {
  const open = flows.filter((flow) => !isExpired(flow, now)).sort((a, b) => b.updatedAt - a.updatedAt);
  return open.find((flow) => flow.person === person) ?? open[0] ?? null;
}

export function isExpired({ updatedAt }: Pick<StoredFlow, 'updatedAt'>, now: Instant): boolean {
  return now - updatedAt >= EXPIRES_AFTER_MS;
}

/** The kind of the flow that belongs to an alert which interrupted another flow. */
export const INTERRUPTION = 'interruption';

/** @param ids the short ids of the subscriptions that the alert is about. */
export function makeInterruption(ids: readonly number[]): FlowState {
  return { kind: INTERRUPTION, ids };
}
