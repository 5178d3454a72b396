import { makeInterruption } from './flow';
import type { OpenFlows, StoredFlow } from './flow';
import type { Instant } from './history';

/** What a delivery does when a flow is open. */
export const MANNERS = ['wait', 'interject', 'interrupt', 'cancel'] as const;
export type Manner = (typeof MANNERS)[number];
export const DEFAULT_MANNER: Manner = 'wait';

/** `asked`: somebody waits for it. `question`: what an interruption put aside, to be asked again. */
export type Occasion = 'unasked' | 'asked' | 'question';

/**
 * How a message stands beside the open question: `alone` there is none; `repeat` asks it again below;
 * `remind` too, and says that it is still open; `aside` says the change of topic, the question waits; `end`
 * says that it is over;
 * `resume` asks it again, and it is open again.
 */
export type Beside = 'alone' | 'repeat' | 'remind' | 'aside' | 'end' | 'resume';

export interface MannerFacts {
  readonly now: Instant;
  /** The flow that the delivery meets; null: none is open. */
  readonly flow: StoredFlow | null;
  /** The flow's question waits for the person whom the delivery is for. */
  readonly isOwn: boolean;
  readonly occasion: Occasion;
  /** The setting of the conversation. */
  readonly manner: Manner;
  /** That of the subscription, when it is urgent. */
  readonly urgent: Manner | null;
  /** Who did nothing for so long has fallen silent. */
  readonly silenceMs: number;
}

export type MannerVerdict =
  | { readonly do: 'send'; readonly beside: Beside }
  | { readonly do: 'hold'; readonly until: Instant; readonly because: string }
  | { readonly do: 'drop'; readonly because: string };

/** Pure. The table in docs/manner.md says the same, and the tests hold both together. */
export function decideManner(facts: MannerFacts): MannerVerdict {
  const { flow, occasion } = facts;
  if (occasion === 'question') return decideQuestion(facts);
  if (flow === null) return send('alone');
  if (occasion === 'asked') return send('repeat');
  if (flow.aside !== null) return hold(facts, 'another interruption is open');
  return decideUnasked(facts);
}

/**
 * What becomes of a flow when the message is out.
 * @param ids the short ids of the subscriptions that the message is about.
 * @returns `as-it-is`, or what stands then; null: the flow is over.
 */
export function flowAfter(
  flow: OpenFlows | null,
  beside: Beside,
  ids: readonly number[],
): OpenFlows | null | 'as-it-is' {
  if (flow === null) return 'as-it-is';
  if (beside === 'aside') return { active: makeInterruption(ids), aside: flow.active };
  if (beside === 'resume' && flow.aside !== null) return { active: flow.aside, aside: null };
  return beside === 'end' ? null : 'as-it-is';
}

function decideUnasked(facts: MannerFacts): MannerVerdict {
  switch (chooseManner(facts)) {
    case 'wait':
      return isSilent(facts) ? send('remind') : hold(facts, 'a question is open');
    case 'interject':
      return send('repeat');
    case 'interrupt':
      return send('aside');
    case 'cancel':
      return send('end');
  }
}

/** Nobody's manner puts aside or ends what somebody else is asked. */
function chooseManner({ manner, urgent, isOwn }: MannerFacts): Manner {
  const chosen = urgent ?? manner;
  return isOwn || chosen === 'wait' ? chosen : 'interject';
}

function decideQuestion(facts: MannerFacts): MannerVerdict {
  const { flow, isOwn } = facts;
  if (!isOwn || !flow?.aside) return { do: 'drop', because: 'the question is not put aside any more' };
  return isSilent(facts) ? send('resume') : hold(facts, 'the person is still at the interruption');
}

function send(beside: Beside): MannerVerdict {
  return { do: 'send', beside };
}

function hold(facts: MannerFacts, because: string): MannerVerdict {
  const { flow, now, silenceMs } = facts;
  const silentAt = (flow?.updatedAt ?? now) + silenceMs;
  return { do: 'hold', until: silentAt > now ? silentAt : now + silenceMs, because };
}

function isSilent({ flow, now, silenceMs }: MannerFacts): boolean {
  return flow !== null && now - flow.updatedAt >= silenceMs;
}
