import { overAt } from '../core/ends-on';
import type { Instant, Period } from '../core/history';
import { planInterval } from '../core/interval';
import type { LookResult } from '../core/ports';
import type { Reading } from '../core/reading';
import type { CheckFacts, CheckRecord, Product, Watch } from '../core/records';
import { nextCheckAt, type ScheduleNumbers } from '../core/schedule';
import { followLook } from './follow-look';
import { judgeLook, type Judgement } from './judge-look';
import { findDoubted, reportPrice } from './review-objections';
import { tellTrouble } from './tell-trouble';

export interface CheckContext {
  readonly now: Instant;
  readonly schedule: ScheduleNumbers;
  /** 0 ≤ x < 1, from the randomness. */
  readonly jitter: number;
}

/**
 * All that one look changes and says. Pure: the same facts and look give the same record, with the same
 * notice keys.
 */
export function decideCheck(before: CheckFacts, look: LookResult, context: CheckContext): CheckRecord {
  const objected = isTooEarly(before, look) ? withoutReports(before) : before;
  const doubted = findDoubted(objected, look.reading);
  const facts = withdraw(objected, doubted);
  const { product, watches } = facts;
  const { reading, identity } = look;
  const { now, schedule, jitter } = context;
  const judgement = judgeLook(facts, reading, now);
  const failures = judgement.kind === 'failed' ? product.failures + 1 : 0;
  const lookAgainAt = judgement.kind === 'pending' ? judgement.lookAgainAt : null;
  const checkEveryMs = planCheck(facts, judgement, context);
  const trouble = tellTrouble(facts, failures, reading, now);
  const endsOn = findEnd(look);
  const report = reportPrice(watches, look);
  const followed = watches.map((watch) => followLook(watch, facts, { look, judgement, doubted, now }));
  return {
    kind: reading.kind,
    ...(judgement.kind === 'confirmed' && judgement.offer ? { confirmed: judgement.offer } : {}),
    pending: pendingAfter(product, judgement),
    ...(doubted ? { withdrawsPeriod: true } : {}),
    period: judgement.kind === 'confirmed' ? judgement.period : 'none',
    failures,
    troubleToldAt: trouble.toldAt,
    validators: validatorsAfter(product, look, judgement),
    readsSinceFull: readsAfter(product, reading, judgement),
    nextCheckAt: Math.min(
      nextCheckAt({ ...schedule, checkEveryMs, now, reading, failures, lookAgainAt, jitter }),
      dueAtEnd(endsOn ?? product.endsOn),
      dueForReport(before, look, now),
    ),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(identity ? { identity } : {}),
    watches: followed.map(({ change }) => change).filter((change) => change !== null),
    notices: [...followed.flatMap(({ notices }) => notices), ...trouble.notices],
    ...(report ? { report } : {}),
  };
}

/** How often a product is looked at that has changed so often, and has so many followers. */
function planCheck(
  { history, watches }: CheckFacts,
  judgement: Judgement,
  { now, schedule }: CheckContext,
): number {
  const isNew = judgement.kind === 'confirmed' && judgement.period !== 'extend';
  return planInterval({
    checkEveryMs: schedule.checkEveryMs,
    changes: Math.max(0, history.length - 1 + Number(isNew)),
    seenMs: now - (history[0]?.startedAt ?? now),
    followers: watches.filter(({ subscription }) => subscription.status === 'active').length,
  });
}

/** @returns the last day of the product as the look learnt it; undefined when it says nothing new. */
function findEnd({ reading, identity }: LookResult): string | undefined {
  return (reading.kind === 'offer' ? reading.endsOn : undefined) ?? identity?.endsOn;
}

/** The product is taken up once more when its end has come: `endProduct` needs no shop, and so no wait. */
function dueAtEnd(endsOn: string | null): Instant {
  return endsOn === null ? Infinity : overAt(endsOn);
}

/**
 * A look that began before an objection was made was not recorded, and does not answer it: the next one does,
 * at once.
 */
function isTooEarly({ watches }: CheckFacts, { recording }: LookResult): boolean {
  return recording === undefined && watches.some(isReportOwed);
}

function dueForReport(facts: CheckFacts, look: LookResult, now: Instant): Instant {
  return isTooEarly(facts, look) ? now : Infinity;
}

function withoutReports(facts: CheckFacts): CheckFacts {
  const watches = facts.watches.map((watch) =>
    isReportOwed(watch) ? { ...watch, answerOwed: null } : watch,
  );
  return { ...facts, watches };
}

function withdraw(facts: CheckFacts, doubted: Period | null): CheckFacts {
  if (doubted === null) return facts;
  const { product, history, watches } = facts;
  return { product: { ...product, confirmed: null }, history: history.slice(0, -1), watches };
}

function isReportOwed({ answerOwed }: Watch): boolean {
  return answerOwed === 'report';
}

function pendingAfter(product: Product, judgement: Judgement): CheckRecord['pending'] {
  if (judgement.kind === 'pending') return judgement.pending;
  return judgement.kind === 'confirmed' ? null : product.pending;
}

/**
 * "Unchanged" must mean the confirmed offer. So what is pending or to be chosen is read in full next time,
 * and after a failure the validators stay those of the last good page.
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
