import { isSamePrice, type Instant, type Period } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { LookResult } from '../core/ports';
import type { Reading } from '../core/reading';
import type { CheckFacts, Product, Watch } from '../core/records';
import { endPurchase } from './end-purchase';
import { followWatch, type ConfirmedLook, type WatchOutcome } from './follow-watch';
import type { Judgement } from './judge-look';
import { forgetPeriod, reportPrice, reviewObjection } from './review-objections';

/** A look and what it is worth. */
export interface JudgedLook {
  readonly look: LookResult;
  readonly judgement: Judgement;
  /** The period that never counted; it is no longer in the history. */
  readonly doubted: Period | null;
  readonly now: Instant;
}

/** An answer that is owed comes first, then what the look means for the wish. */
export function followLook(before: Watch, facts: CheckFacts, judged: JudgedLook): WatchOutcome {
  const { judgement, look } = judged;
  const ended = endPurchase(before, facts, judged.now);
  if (ended) return ended;
  const watch = settleChoice(before, look.reading, judgement);
  const { id, status } = watch.subscription;
  const answer = answerWatch(watch, facts.product, judged);
  const objection = reviewObjection(watch, look.reading, judgement.kind === 'confirmed');
  // While an objection stands, nothing is concluded from the price that it is about.
  const wish = objection === null ? followWish(watch, facts, judged) : NOTHING;
  const changes = {
    ...(status === before.subscription.status ? {} : { status }),
    ...(objection === watch.objection ? {} : { objection }),
    ...answer.change,
    ...wish.change,
  };
  return {
    change: Object.keys(changes).length > 0 ? { ...changes, subscriptionId: id } : null,
    notices: [...answer.notices, ...wish.notices],
  };
}

const NOTHING: WatchOutcome = { change: null, notices: [] };

/** The price that never counted, or that an objection was about until now, is left out of account. */
function followWish(
  watch: Watch,
  { product, history }: CheckFacts,
  { judgement, doubted, now }: JudgedLook,
): WatchOutcome {
  if (judgement.kind !== 'confirmed') return NOTHING;
  const look = { ...judgement, productId: product.id, history, now };
  const disputed = findDisputed(watch, look);
  const left = disputed ? { ...look, history: history.slice(0, -1) } : look;
  const forgotten = doubted ?? disputed;
  if (!forgotten) return followWatch(watch, left);
  const anew = forgetPeriod(watch, forgotten);
  const { change, notices } = followWatch(anew, left);
  return { change: { subscriptionId: watch.subscription.id, episode: anew.episode, ...change }, notices };
}

/** The running period that an objection was about, when another one begins. */
function findDisputed({ objection }: Watch, { history, period }: ConfirmedLook): Period | null {
  const running = history.at(-1);
  const isAbout = objection !== null && running && isSamePrice(objection.to, running.price);
  return isAbout && period !== 'extend' ? running : null;
}

/**
 * A choice opens where a pasted link shows several products, at the first look that shows any, and ends where
 * the page shows one: the link is answered then, after all.
 */
function settleChoice(watch: Watch, reading: Reading, judgement: Judgement): Watch {
  const { subscription, answerOwed, isFirst } = watch;
  const { status } = subscription;
  // One shop more with several of it leaves the others as they are: its answer asks for another link.
  if (!isFirst) return watch;
  const isImport = answerOwed === 'import';
  const isNew = answerOwed === 'track' || isImport;
  const isOpen = judgement.kind === 'choice' || (isNew && reading.kind === 'ambiguous');
  if (status === 'active' && isOpen) {
    const told = isImport ? 'import' : 'track';
    return { ...watch, subscription: { ...subscription, status: 'choosing' }, answerOwed: told };
  }
  if (status === 'choosing' && judgement.kind === 'confirmed' && judgement.offer !== null) {
    return { ...watch, subscription: { ...subscription, status: 'active' }, answerOwed: 'track' };
  }
  return watch;
}

function answerWatch(watch: Watch, product: Product, { look, judgement, now }: JudgedLook): WatchOutcome {
  const { subscription, answerOwed, objection } = watch;
  const { id } = subscription;
  if (answerOwed === null) return { change: null, notices: [] };
  const change = { subscriptionId: id, answerOwed: null };
  if (answerOwed === 'import') return { change, notices: [] };
  const notice: NoticeDraft = {
    subscriptionId: id,
    productId: product.id,
    idempotencyKey: `answer:${id}:${product.id}:${now}`,
    body: {
      kind: 'answer',
      question: answerOwed,
      reading: look.reading,
      pending: judgement.kind === 'pending',
      checkedAt: now,
      ...(answerOwed === 'report' && objection
        ? { report: { objection, isKept: reportPrice([watch], look) !== undefined } }
        : {}),
    },
  };
  return { change, notices: [notice] };
}
