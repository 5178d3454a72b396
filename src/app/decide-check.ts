import { overAt } from '../core/ends-on';
import type { Instant } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { LookResult } from '../core/ports';
import type { Reading } from '../core/reading';
import type { CheckFacts, CheckRecord, Product, Watch } from '../core/records';
import { nextCheckAt, type ScheduleNumbers } from '../core/schedule';
import { followWatch, type WatchOutcome } from './follow-watch';
import { judgeLook, type Judgement } from './judge-look';
import { tellTrouble } from './tell-trouble';

export interface CheckContext {
  readonly now: Instant;
  readonly schedule: ScheduleNumbers;
  /** 0 ≤ x < 1, from the randomness. */
  readonly jitter: number;
}

/** All that one look changes and says. Pure: the same facts and look give the same record, with the same notice keys. */
export function decideCheck(facts: CheckFacts, look: LookResult, context: CheckContext): CheckRecord {
  const { product, watches } = facts;
  const { reading, identity } = look;
  const { now, schedule, jitter } = context;
  const judgement = judgeLook(facts, reading, now);
  const failures = judgement.kind === 'failed' ? product.failures + 1 : 0;
  const lookAgainAt = judgement.kind === 'pending' ? judgement.lookAgainAt : null;
  const trouble = tellTrouble(facts, failures, reading, now);
  const endsOn = findEnd(look);
  const followed = watches.map((watch) => follow(watch, facts, reading, judgement, now));
  return {
    kind: reading.kind,
    ...(judgement.kind === 'confirmed' && judgement.offer ? { confirmed: judgement.offer } : {}),
    pending: pendingAfter(product, judgement),
    period: judgement.kind === 'confirmed' ? judgement.period : 'none',
    failures,
    troubleToldAt: trouble.toldAt,
    validators: validatorsAfter(product, look, judgement),
    readsSinceFull: readsAfter(product, reading, judgement),
    nextCheckAt: Math.min(
      nextCheckAt({ ...schedule, now, reading, failures, lookAgainAt, jitter }),
      dueAtEnd(endsOn ?? product.endsOn),
    ),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(identity ? { identity } : {}),
    watches: followed.map(({ change }) => change).filter((change) => change !== null),
    notices: [...followed.flatMap(({ notices }) => notices), ...trouble.notices],
  };
}

/** @returns the last day of the product as the look learnt it; undefined when it says nothing new. */
function findEnd({ reading, identity }: LookResult): string | undefined {
  return (reading.kind === 'offer' ? reading.endsOn : undefined) ?? identity?.endsOn;
}

/** The product is taken up once more when its end has come: `endProduct` needs no shop, and so no wait. */
function dueAtEnd(endsOn: string | null): Instant {
  return endsOn === null ? Infinity : overAt(endsOn);
}

function pendingAfter(product: Product, judgement: Judgement): CheckRecord['pending'] {
  if (judgement.kind === 'pending') return judgement.pending;
  return judgement.kind === 'confirmed' ? null : product.pending;
}

/**
 * "Unchanged" must mean the confirmed offer. So what is pending or to be chosen is read in full next time, and after
 * a failure the validators stay those of the last good page.
 */
function validatorsAfter(
  product: Product,
  look: LookResult,
  judgement: Judgement,
): CheckRecord['validators'] {
  if (judgement.kind === 'failed') return product.validators;
  return judgement.kind === 'confirmed' ? look.validators : {};
}

function readsAfter(product: Product, reading: Reading, judgement: Judgement): number {
  if (judgement.kind === 'failed') return product.readsSinceFull;
  return reading.kind === 'unchanged' ? product.readsSinceFull + 1 : 0;
}

/** An answer that is owed comes first, then what the look means for the wish. */
function follow(
  before: Watch,
  { product, history }: CheckFacts,
  reading: Reading,
  judgement: Judgement,
  now: Instant,
): WatchOutcome {
  const watch = settleChoice(before, reading, judgement);
  const { id, status } = watch.subscription;
  const answer = answerWatch(watch, product, reading, judgement, now);
  const wish =
    judgement.kind === 'confirmed'
      ? followWatch(watch, { ...judgement, productId: product.id, history, now })
      : { change: null, notices: [] };
  const changes = {
    ...(status === before.subscription.status ? {} : { status }),
    ...answer.change,
    ...wish.change,
  };
  return {
    change: Object.keys(changes).length > 0 ? { ...changes, subscriptionId: id } : null,
    notices: [...answer.notices, ...wish.notices],
  };
}

/**
 * A choice opens where a pasted link shows several products, and ends where the page shows one: the link is answered
 * then, after all.
 */
function settleChoice(watch: Watch, reading: Reading, judgement: Judgement): Watch {
  const { subscription, answerOwed } = watch;
  const { status } = subscription;
  if (status === 'active' && answerOwed === 'track' && reading.kind === 'ambiguous') {
    return { ...watch, subscription: { ...subscription, status: 'choosing' } };
  }
  if (status === 'choosing' && judgement.kind === 'confirmed' && judgement.offer !== null) {
    return { ...watch, subscription: { ...subscription, status: 'active' }, answerOwed: 'track' };
  }
  return watch;
}

function answerWatch(
  { subscription: { id }, answerOwed }: Watch,
  product: Product,
  reading: Reading,
  judgement: Judgement,
  now: Instant,
): WatchOutcome {
  if (answerOwed === null) return { change: null, notices: [] };
  const notice: NoticeDraft = {
    subscriptionId: id,
    productId: product.id,
    idempotencyKey: `answer:${id}:${product.id}:${now}`,
    body: {
      kind: 'answer',
      question: answerOwed,
      reading,
      pending: judgement.kind === 'pending',
      checkedAt: now,
    },
  };
  return { change: { subscriptionId: id, answerOwed: null }, notices: [notice] };
}
