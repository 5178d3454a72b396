import type { ClaimedDelivery } from '../../../src/core/records';
import type { DeliveryStore } from '../../../src/core/store';
import { oweNotice, viewSubscription } from './tables';
import type { DeliveryRow, Tables } from './tables';

export function createMemoryDeliveries(tables: Tables): DeliveryStore {
  return {
    owe: (conversationId, draft, now) => {
      oweNotice(tables, conversationId, draft, now);
      return Promise.resolve();
    },
    claim: (now, limit, claim, busy = []) => {
      const seen = new Set(busy);
      const oldest = tables.deliveries.filter((row) => {
        const first = row.status === 'open' && !seen.has(row.conversationId);
        if (first) seen.add(row.conversationId);
        return first;
      });
      const ready = oldest
        .filter((row) => row.notBefore <= now && (row.claim === null || row.claim.expiresAt <= now))
        .slice(0, limit);
      for (const row of ready) row.claim = claim;
      return Promise.resolve(ready.map((row) => ({ ...viewDelivery(tables, row), claim })));
    },
    settle: (delivery, settlement) => {
      const row = tables.deliveries.find(({ id }) => id === delivery.id);
      if (!row || row.claim?.token !== delivery.claim.token) return Promise.resolve(false);
      row.claim = null;
      if (settlement.kind !== 'again') {
        row.status = settlement.kind;
        return Promise.resolve(true);
      }
      row.notBefore = settlement.notBefore;
      row.plainText ||= settlement.plainText ?? false;
      if (settlement.outcome === 'retry' || settlement.outcome === 'later') row.attempts += 1;
      if (settlement.outcome === 'unknown') row.unknownSends += 1;
      return Promise.resolve(true);
    },
  };
}

function viewDelivery(tables: Tables, row: DeliveryRow): Omit<ClaimedDelivery, 'claim'> {
  const conversation = tables.conversations.get(row.conversationId);
  if (!conversation) throw new Error(`Delivery ${row.id} has no conversation.`);
  const subscription = tables.subscriptions.get(row.draft.subscriptionId);
  const { id, createdAt, attempts, unknownSends, plainText, generation } = row;
  return {
    ...{ id, createdAt, attempts, unknownSends, plainText, generation, conversation },
    idempotencyKey: row.draft.idempotencyKey,
    notice: { id, body: row.draft.body, createdAt },
    subscription: subscription ? viewSubscription(tables, subscription) : null,
  };
}
