import { say } from '../scene';
import type { Reply, Scene } from '../scene';
import { PAGE_SIZE, viewList } from '../views/list-card';

/** Shows a page of the list; a page beyond the end shows the last one. */
export async function list(
  { store, conversation, print }: Scene,
  { page }: { readonly page: number },
): Promise<Reply> {
  const readPage = (number: number): ReturnType<typeof store.subscriptions.list> =>
    store.subscriptions.list(conversation.id, (number - 1) * PAGE_SIZE, PAGE_SIZE);
  const wanted = Math.max(1, page);
  const found = await readPage(wanted);
  if (found.items.length > 0 || found.total === 0) return say(viewList(found, wanted, print));
  const last = Math.ceil(found.total / PAGE_SIZE);
  return say(viewList(await readPage(last), last, print));
}
