import { say } from '../scene';
import type { Reply, Scene } from '../scene';
import { viewAllTold } from '../views/digest-card';

/** One page of what went out in one message, of which only the best stood on the card. */
export async function showTold(
  { store, conversation, print }: Scene,
  wish: { readonly delivery: number; readonly page: number },
): Promise<Reply> {
  return say(viewAllTold(await store.deliveries.told(conversation.id, wish.delivery), wish, print));
}
