import { personOf } from '../core/delivery-gate';
import type { FlowChange, FlowState, StoredFlow } from '../core/flow';
import type { Instant } from '../core/history';
import { type Beside, flowAfter } from '../core/manner';
import type { NoticeDraft } from '../core/notice';
import type { Aftermath, ClaimedDelivery } from '../core/records';

/** How a message met the open questions of its conversation. */
export interface Meeting {
  readonly beside: Beside;
  /** The question that it met; null: none. */
  readonly flow: StoredFlow | null;
}

/**
 * What a message that is out leaves behind: a flow that is put aside, resumed, ended or opened. What is put aside is
 * asked again when the person falls silent.
 * @param opens the question that the message itself asks.
 * @param forgotten the flow of the person that has expired; a new one takes its row.
 */
export function planAftermath(
  delivery: ClaimedDelivery,
  { beside, flow }: Meeting,
  { opens, forgotten }: { readonly opens?: FlowState | undefined; readonly forgotten: StoredFlow | null },
  silentAt: Instant,
): Aftermath {
  const { subscription } = delivery;
  if (flow === null) return opens ? openFlow(delivery, opens, forgotten) : {};
  const next = flowAfter(flow, beside, subscription ? [subscription.shortId] : []);
  if (next === 'as-it-is') return {};
  const change: FlowChange = { person: flow.person, version: flow.version, next };
  return beside === 'aside'
    ? { flow: change, ...askLater(delivery, flow.person, silentAt) }
    : { flow: change };
}

function openFlow(delivery: ClaimedDelivery, opens: FlowState, forgotten: StoredFlow | null): Aftermath {
  const person = personOf(delivery);
  if (person === null) return {};
  return { flow: { person, version: forgotten?.version ?? null, next: { active: opens, aside: null } } };
}

function askLater(
  { id, subscription }: ClaimedDelivery,
  person: string,
  silentAt: Instant,
): { owes?: NoticeDraft } {
  if (!subscription) return {};
  return {
    owes: {
      subscriptionId: subscription.id,
      productId: subscription.product.id,
      idempotencyKey: `question:${id}`,
      body: { kind: 'question', person },
      notBefore: silentAt,
    },
  };
}
