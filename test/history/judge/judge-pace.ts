import type { EventOf, Placed } from './history';
import type { Limit, Violation } from './terms';
import type { World } from './world';

/**
 * Never more messages than the chat and the tenant take, and none while the connector asked to be left alone.
 */
export function judgePace(world: World): readonly Violation[] {
  const { history, terms } = world;
  const byChat = history.chats.map((chat) =>
    history.ofChat(chat).filter((event): event is Placed<'post'> => event.kind === 'post'),
  );
  return [
    ...byChat.flatMap((posts) => [
      ...terms.chatLimits.flatMap((limit) => judgeLimit(world, posts, limit, posts[0]?.chat ?? null)),
      ...judgeRests(world, posts),
    ]),
    ...terms.tenantLimits.flatMap((limit) => judgeLimit(world, history.all('post'), limit, null)),
  ];
}

/** Answers within a turn count, but only what Ebb sends on its own can wait. */
function judgeLimit(
  { history }: World,
  posts: readonly Placed<'post'>[],
  { count, withinMs }: Limit,
  chat: string | null,
): readonly Violation[] {
  return posts.flatMap((post, place) => {
    const first = posts[place - count];
    if (first === undefined || post.replyTo !== null) return [];
    if (history.longestBetween(first.index, post.index) >= withinMs) return [];
    const what = `More than ${count} messages within ${withinMs} ms${chat === null ? ' to all chats' : ''}.`;
    return [{ promise: 'pace', chat, at: post.at, what, events: [first, post] }];
  });
}

function judgeRests({ history, terms }: World, posts: readonly Placed<'post'>[]): readonly Violation[] {
  return posts.flatMap((refusal, place) => {
    const rest = restOf(refusal);
    const forgets = history.isKilledWithin(refusal.index, terms.settleMs);
    if (rest === null || forgets || refusal.replyTo !== null) return [];
    const tooSoon = posts
      .slice(place + 1)
      .find(({ replyTo, index }) => replyTo === null && history.longestBetween(refusal.index, index) < rest);
    if (tooSoon === undefined) return [];
    const what = `The connector wanted to be left alone for ${rest} ms, and was not.`;
    return [{ promise: 'pace', chat: refusal.chat, at: tooSoon.at, what, events: [refusal, tooSoon] }];
  });
}

function restOf({ told, retryAfterMs }: EventOf<'post'>): number | null {
  return told === 429 ? (retryAfterMs ?? null) : null;
}
