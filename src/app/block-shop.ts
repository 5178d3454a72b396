import { type Block, type BlockedFollower, explainBlock } from '../core/block';
import type { NoticeDraft } from '../core/notice';
import type { Clock } from '../core/ports';
import type { Store } from '../core/store';

/**
 * Keeps Ebb away from a host from now on, and tells those who follow something there, once. Repeatable: what
 * was left undone is done, and nobody hears of it twice.
 * @returns how many subscriptions are told.
 */
export async function blockShop(
  { blocks, deliveries }: Pick<Store, 'blocks' | 'deliveries'>,
  clock: Clock,
  host: string,
  reason: string,
): Promise<number> {
  const block = await blocks.put(host, reason, clock.now());
  const followers = await blocks.listFollowers(block);
  for (const follower of followers) {
    await deliveries.owe(follower.conversationId, draftNotice(block, follower), clock.now());
  }
  return followers.length;
}

function draftNotice(block: Block, { subscriptionId, productId }: BlockedFollower): NoticeDraft {
  const reading = { kind: 'refused', why: explainBlock(block) } as const;
  return {
    subscriptionId,
    productId,
    idempotencyKey: `blocked:${subscriptionId}:${productId}:${block.since}`,
    body: { kind: 'trouble', trouble: { kind: 'cannot-read', reading } },
  };
}
