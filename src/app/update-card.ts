import type { CardNews, CardNotice, CardSettlement, CardStore, ClaimedCard } from '../core/card';
import { explainUnreachable } from '../core/ground';
import type { Message } from '../core/message';
import { isTrueAlert } from '../core/notice';
import type { Channel, Clock, Log, Random, SendOutcome } from '../core/ports';
import { settleSend } from '../core/retry-waits';
import { findSequel } from '../core/sequel';
import type { ConversationStore, ProductStore } from '../core/store';
import type { ChannelPace, Room } from './channel-pace';
import { leaveCardAway } from './send-message';

export interface UpdateDependencies {
  readonly cards: CardStore;
  readonly products: Pick<ProductStore, 'history'>;
  readonly conversations: Pick<ConversationStore, 'markGone'>;
  readonly channels: readonly Channel[];
  readonly pace: ChannelPace;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The whole card with its news, in words; handed in by compose. */
  readonly view: (card: ClaimedCard, news: readonly CardNews[]) => Promise<Message>;
}

/** Says on a card that was sent what has become of its alerts, unless it says so already, and settles it. */
export async function updateCard(
  dependencies: UpdateDependencies,
  card: ClaimedCard,
  signal: AbortSignal,
): Promise<void> {
  const { cards, products, log } = dependencies;
  const news = await readNews(products, card.notices);
  const isShown = JSON.stringify(news) === JSON.stringify(card.shows);
  const settlement: CardSettlement = isShown
    ? { kind: 'shows', shows: news }
    : await put(dependencies, card, news, signal);
  const isOurs = await cards.settle(card, settlement);
  const fields = { delivery: card.deliveryId, settled: settlement.kind };
  if (!isOurs) log.debug(fields, 'a card was settled too late, or is gone');
  else if (!isShown) log.info(fields, 'a card is brought up to date, later or not at all');
}

async function readNews(
  products: UpdateDependencies['products'],
  notices: readonly CardNotice[],
): Promise<CardNews[]> {
  const news: CardNews[] = [];
  for (const { body, subscription, later } of notices) {
    if (!isTrueAlert(body) || subscription === null) continue;
    const history = await products.history(subscription.product.id, body.period);
    const sequel = findSequel(body, subscription, history, later);
    if (sequel) news.push({ subscriptionId: subscription.id, productId: subscription.product.id, sequel });
  }
  return news;
}

/** Messages go first where there is no room for all. */
const ASK_AGAIN_MS = 10_000;

async function put(
  dependencies: UpdateDependencies,
  card: ClaimedCard,
  news: readonly CardNews[],
  signal: AbortSignal,
): Promise<CardSettlement> {
  const { channels, pace, clock } = dependencies;
  const { conversation, messageId } = card;
  const { where } = conversation;
  const channel = channels.find((one) => one.serves(where.channel));
  const message =
    explainUnreachable(conversation) === null ? await putIntoWords(dependencies, card, news) : null;
  if (!channel?.update || !message) return { kind: 'left' };
  const room = await pace.take(conversation, channel.limits);
  const now = clock.now();
  const roomAt = room.at ?? now + ASK_AGAIN_MS;
  if (roomAt > now) return { kind: 'again', notBefore: roomAt, isAttempt: false };
  const outcome = await channel.update(where.address, messageId, message, signal);
  return settleUpdate(dependencies, card, { news, room, outcome });
}

/** What cannot be put into words is a fault of ours: the card stays as it is. */
async function putIntoWords(
  { view, log }: UpdateDependencies,
  card: ClaimedCard,
  news: readonly CardNews[],
): Promise<Message | null> {
  try {
    const message = await view(card, news);
    return card.plainText ? leaveCardAway(message) : message;
  } catch (error) {
    log.error({ delivery: card.deliveryId, err: error }, 'a card cannot be put into words');
    return null;
  }
}

/** As with a message, but an update may be repeated, and nothing takes the place of what is refused. */
async function settleUpdate(
  { conversations, pace, clock, random }: UpdateDependencies,
  card: ClaimedCard,
  {
    news,
    room,
    outcome,
  }: { readonly news: readonly CardNews[]; readonly room: Room; readonly outcome: SendOutcome },
): Promise<CardSettlement> {
  const { conversation, attempts, staleSince: createdAt } = card;
  const now = clock.now();
  if (outcome.kind === 'gone') await conversations.markGone(conversation.id, now, outcome.forgetAddress);
  const facts = { attempts, createdAt, unknownSends: 0, plainText: true };
  const settlement = settleSend(outcome, facts, { now, jitter: random.fraction() });
  const until = settlement.kind === 'again' ? settlement.notBefore : null;
  await pace.learn(conversation, room, outcome, until);
  if (settlement.kind === 'sent') return { kind: 'shows', shows: news };
  if (settlement.kind !== 'again') return { kind: 'left' };
  return { kind: 'again', notBefore: settlement.notBefore, isAttempt: outcome.kind !== 'stopped' };
}
