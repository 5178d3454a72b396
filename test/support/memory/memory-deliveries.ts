import type { Instant } from '../../../src/core/history';
import type { Aftermath, Claim, ClaimedDelivery, Ended, Settlement } from '../../../src/core/records';
import type { DeliveryStore } from '../../../src/core/store';
import { oweNotice, putFlow, viewAbout } from './tables';
import type { DeliveryRow, Tables } from './tables';

export function createMemoryDeliveries(tables: Tables): DeliveryStore {
  return {
    owe: (conversationId, draft, now) => {
      oweNotice(tables, conversationId, draft, now);
      return Promise.resolve();
    },
    claim: (now, limit, claim, busy = []) => {
      const ready = listFirstInLine(tables, now, busy).slice(0, limit);
      for (const row of ready) takeHold(tables, row, claim);
      return Promise.resolve(ready.map((row) => ({ ...viewDelivery(tables, row), claim })));
    },
    settle: (delivery, settlement, now, aftermath = {}) => {
      const { id, token } = { id: delivery.conversation.id, token: delivery.claim.token };
      if (tables.leases.get(id)?.token === token) tables.leases.delete(id);
      const row = tables.deliveries.find((one) => one.id === delivery.id);
      if (row?.claim?.token !== token) return Promise.resolve(false);
      settleRow(row, settlement);
      follow(tables, row, aftermath, now);
      return Promise.resolve(true);
    },
    gather: ({ id, conversation, claim }, now, limit) => {
      const waiting = tables.deliveries.filter(
        (row) =>
          row.conversationId === conversation.id &&
          row.id !== id &&
          row.status === 'open' &&
          (row.waitsFor === 'gate' || row.notBefore <= now),
      );
      const gathered = waiting.slice(0, limit);
      for (const row of gathered) row.claim = claim;
      return Promise.resolve(gathered.map((row) => ({ ...viewDelivery(tables, row), claim })));
    },
    told: (conversationId, deliveryId) => {
      const out = tables.deliveries.filter(
        (row) =>
          row.conversationId === conversationId &&
          row.status === 'sent' &&
          (row.id === deliveryId || row.joinedId === deliveryId),
      );
      return Promise.resolve(
        out.map((row) => {
          const { notice, subscription } = viewDelivery(tables, row);
          return { body: notice.body, subscription };
        }),
      );
    },
    release: (conversationId, now) => {
      for (const row of tables.deliveries) {
        const isHeld = row.conversationId === conversationId && row.waitsFor === 'gate';
        if (isHeld && row.status === 'open') row.notBefore = Math.min(row.notBefore, now);
      }
      return Promise.resolve();
    },
  };
}

function listFirstInLine(tables: Tables, now: Instant, busy: readonly number[]): DeliveryRow[] {
  const seen = new Set(busy);
  const inLine = tables.deliveries.filter((row) => {
    const isPassedOver = row.status !== 'open' || (row.waitsFor !== null && row.notBefore > now);
    if (isPassedOver || seen.has(row.conversationId)) return false;
    seen.add(row.conversationId);
    return true;
  });
  return inLine.filter(
    (row) => row.notBefore <= now && (tables.leases.get(row.conversationId)?.expiresAt ?? 0) <= now,
  );
}

function takeHold(tables: Tables, row: DeliveryRow, claim: Claim): void {
  row.claim = claim;
  tables.leases.set(row.conversationId, claim);
}

function settleRow(row: DeliveryRow, settlement: Settlement): void {
  row.claim = null;
  if (settlement.kind === 'back') return;
  if (settlement.kind !== 'again') {
    row.status = settlement.kind;
    return;
  }
  const { notBefore, outcome, plainText = false } = settlement;
  row.notBefore = notBefore;
  row.waitsFor = outcome === 'held' ? 'gate' : null;
  row.plainText ||= plainText;
  if (outcome === 'retry' || outcome === 'later') row.attempts += 1;
  if (outcome === 'unknown') row.unknownSends += 1;
}

function settleAlong(tables: Tables, head: DeliveryRow, { delivery, settlement, joined }: Ended): void {
  const row = tables.deliveries.find((one) => one.id === delivery.id);
  if (!row) return;
  settleRow(row, settlement);
  if (joined) row.joinedId = head.id;
}

function follow(
  tables: Tables,
  row: DeliveryRow,
  { flow, owes, others = [], unasked }: Aftermath,
  now: Instant,
): void {
  const { conversationId } = row;
  for (const other of others) settleAlong(tables, row, other);
  const conversation = tables.conversations.get(conversationId);
  if (unasked && conversation) tables.conversations.set(conversationId, { ...conversation, unaskedAt: now });
  const hasMovedOn = flow !== undefined && !putFlow(tables, conversationId, flow, now);
  if (owes && !hasMovedOn) oweNotice(tables, conversationId, owes, now);
}

function viewDelivery(tables: Tables, row: DeliveryRow): Omit<ClaimedDelivery, 'claim'> {
  const conversation = tables.conversations.get(row.conversationId);
  if (!conversation) throw new Error(`Delivery ${row.id} has no conversation.`);
  const { id, createdAt, attempts, unknownSends, plainText, generation } = row;
  return {
    ...{ id, createdAt, attempts, unknownSends, plainText, generation, conversation },
    idempotencyKey: row.draft.idempotencyKey,
    notice: { id, body: row.draft.body, createdAt },
    subscription: viewAbout(tables, row.draft),
  };
}
