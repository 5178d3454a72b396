import { personOf } from '../core/delivery-gate';
import type { FlowChange, FlowState, StoredFlow } from '../core/flow';
import type { Instant } from '../core/history';
import { type Beside, flowAfter } from '../core/manner';
import { type NoticeDraft, occasionOf } from '../core/notice';
import type { Aftermath, ClaimedDelivery } from '../core/records';

/** How a message met the open questions of its conversation. */
export interface Meeting {
  readonly beside: Beside;
  /** The question that it met; null: none. */
  readonly flow: StoredFlow | null;
}

/**
 * What a message that is out leaves behind: the pause after what was unasked, and a flow that is put aside,
 * resumed, ended or opened. What is put aside is asked again when the person falls silent.
 * @param said what it says, the first delivery first.
 * @param opens the question that the message itself asks.
 * @param forgotten the flow of the person that has expired; a new one takes its row.
 */
export function planAftermath(
  said: readonly ClaimedDelivery[],
  meeting: Meeting,
  { opens, forgotten }: { readonly opens?: FlowState | undefined; readonly forgotten: StoredFlow | null },
  silentAt: Instant,
): Aftermath {
  const [first] = said;
  if (!first) return {};
  const pause = occasionOf(first.notice.body) === 'unasked' ? ({ unasked: true } as const) : {};
  const flow = meeting.flow
    ? changeFlow(said, meeting, silentAt)
    : opens
      ? openFlow(first, opens, forgotten)
      : {};
  return { ...pause, ...flow };
}

function changeFlow(
  said: readonly ClaimedDelivery[],
  { beside, flow }: Meeting,
  silentAt: Instant,
): Aftermath {
  const [first] = said;
  const ids = new Set(said.flatMap(({ subscription }) => (subscription ? [subscription.shortId] : [])));
  const next = flowAfter(flow, beside, [...ids]);
  if (!flow || !first || next === 'as-it-is') return {};
  const change: FlowChange = { person: flow.person, version: flow.version, next };
  return { flow: change, ...(beside === 'aside' ? askLater(first, flow.person, silentAt) : {}) };
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
      productId: null,
      idempotencyKey: `question:${id}`,
      body: { kind: 'question', person },
      notBefore: silentAt,
    },
  };
}
