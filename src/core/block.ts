import type { Instant } from './history';

/** A host, with all that is under it, that the operator keeps Ebb away from: it gets no request. */
export interface Block {
  /** As links have it, without a port: `shop.example`, `93.184.216.34`. */
  readonly host: string;
  /** In the operator's words, for those who follow products there; may be empty. */
  readonly reason: string;
  readonly since: Instant;
}

/** Who follows a product at a blocked host, and is not being answered about it just now. */
export interface BlockedFollower {
  readonly conversationId: number;
  readonly subscriptionId: number;
  readonly productId: number;
}

/** The operator's block list: what is put into it holds for the next request of every process. */
export interface BlockStore {
  /** @returns the block of the host itself, or of what it is under; null: it may be asked. */
  find(host: string): Promise<Block | null>;
  /** By host. */
  list(): Promise<readonly Block[]>;
  /**
   * Blocks a host. Looks in hand there come to nothing, and its products count as told of until they are read
   * again. A host that is blocked already keeps its `since`.
   */
  put(host: string, reason: string, now: Instant): Promise<Block>;
  /** @returns false when that very host was not blocked. */
  lift(host: string): Promise<boolean>;
  /** Active subscriptions that stood when it was blocked. */
  listFollowers(block: Block): Promise<readonly BlockedFollower[]>;
}

/** The host and all that it is under, the host first. */
export function listCovering(host: string): readonly string[] {
  const labels = host.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

/** One sentence for a person. */
export function explainBlock({ reason }: Block): string {
  const sentence = 'Whoever runs Ebb here keeps it away from this shop';
  return reason === '' ? `${sentence}.` : `${sentence}: ${reason}.`;
}
