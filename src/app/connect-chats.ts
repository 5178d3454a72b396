import { makeCode } from '../core/connect-code';
import { CODE_LASTS_MS } from '../core/connection';
import type { Connection, MovedList } from '../core/connection';
import { DAY, type Instant } from '../core/history';
import type { ConnectBody, NoticeDraft } from '../core/notice';
import type { Random, Wake } from '../core/ports';
import type { Conversation } from '../core/records';
import type { Store } from '../core/store';

export interface ConnectPorts {
  readonly store: Pick<Store, 'connections' | 'deliveries' | 'members'>;
  readonly wake: Wake;
  readonly now: Instant;
}

/** For so long the chat whose list it is may agree. */
const AGREES_WITHIN_MS = DAY;

/** Offers the list of a conversation to whoever says the code in time. */
export async function offerList(
  { store, now }: ConnectPorts,
  random: Pick<Random, 'token'>,
  { id }: Conversation,
): Promise<{ readonly code: string; readonly until: Instant }> {
  const offer = { code: makeCode(random), until: now + CODE_LASTS_MS };
  await store.connections.offer(id, offer.code, offer.until);
  return offer;
}

/**
 * The chat where the code was said wants the list: the chat whose list it is is asked.
 * @returns false when that is over.
 */
export async function confirmConnection(
  ports: ConnectPorts,
  { id, from, name }: Connection,
  { where: { channel, kind: chat } }: Conversation,
): Promise<boolean> {
  const { connections } = ports.store;
  if (!(await connections.confirm(id, ports.now + AGREES_WITHIN_MS, ports.now))) return false;
  await tell(ports, from, id, { kind: 'connect', step: 'ask', connection: id, name, channel, chat });
  return true;
}

/**
 * The chat whose list it is agrees: the list moves, and the other chat is told.
 * @returns null when that is over.
 */
export async function agreeToMove(
  ports: ConnectPorts,
  { id, to, person, name }: Connection,
  target: Conversation | null,
): Promise<MovedList | null> {
  const { store, wake, now } = ports;
  const moved = await store.connections.move(id, now);
  if (!moved) return null;
  if (target?.where.kind === 'group') {
    for (const subscriptionId of moved.ids) await store.members.join(subscriptionId, { person, name }, now);
  }
  const { ids, doubles } = moved;
  await tell(ports, to, id, { kind: 'connect', step: 'moved', count: ids.length, doubles });
  wake.polls();
  return moved;
}

/** The chat whose list it is says no. @returns false when that is over. */
export async function refuseToMove(ports: ConnectPorts, { id, to }: Connection): Promise<boolean> {
  if (!(await ports.store.connections.refuse(id))) return false;
  await tell(ports, to, id, { kind: 'connect', step: 'refused' });
  return true;
}

/** In the other chat it is said like all that is said unasked: through the outbox. */
async function tell(
  { store, wake, now }: ConnectPorts,
  conversationId: number,
  id: number,
  body: ConnectBody,
): Promise<void> {
  const idempotencyKey = `connect:${id}:${body.step}`;
  const draft: NoticeDraft = { subscriptionId: null, productId: null, idempotencyKey, body };
  await store.deliveries.owe(conversationId, draft, now);
  wake.deliveries();
}
