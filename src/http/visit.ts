import type { Clock } from '../core/ports';
import { withDeadline } from '../core/deadline';
import { dial, type Wire } from './dial';
import { exchange, type Answer, type Question } from './exchange';
import { Failure, unreachable } from './failure';
import type { Lanes } from './lanes';
import { parseRetryAfter } from '../core/retry-after';
import type { RefuseBlocked } from './refuse-blocked';
import { hostPort } from './url-policy';

const CONNECT_MS = 5000;
const EXCHANGE_MS = 15_000;

/**
 * What one fetch may still spend on connections and answers, over all its hops; waiting for a turn is free.
 */
export interface Budget {
  leftMs: number;
}

export function newBudget(): Budget {
  return { leftMs: EXCHANGE_MS };
}

/**
 * One request, out of turn: dials, asks and lets `take` have the answer. A `Retry-After` on a refusal pauses
 * the lane.
 * @param url has passed `checkUrl`.
 * @throws Failure for everything that goes wrong; the signal's reason.
 */
export type Ask = <T>(
  url: URL,
  question: Question & { readonly budget: Budget },
  signal: AbortSignal,
  take: (answer: Answer) => Promise<T>,
) => Promise<T>;

export function createAsk(options: {
  readonly clock: Clock;
  readonly wire: Wire;
  readonly lanes: Lanes;
  readonly allowPrivate: ReadonlySet<string>;
  readonly refuseBlocked: RefuseBlocked;
}): Ask {
  const { clock, wire, lanes, allowPrivate, refuseBlocked } = options;

  async function askOnce<T>(
    url: URL,
    question: Question,
    signal: AbortSignal,
    take: (answer: Answer) => Promise<T>,
  ): Promise<T> {
    const late = unreachable('The shop could not be reached in time.');
    const socket = await withDeadline(clock, CONNECT_MS, late, signal, (connecting) =>
      dial(wire, url, allowPrivate.has(hostPort(url)), connecting),
    );
    try {
      const answer = await exchange(socket, url, question, signal);
      const wait = parseRetryAfter(answer.header('retry-after'), clock.now());
      if (answer.status >= 400 && wait !== null) await lanes.of(url).pause(wait);
      return await take(answer);
    } finally {
      socket.destroy();
    }
  }

  return async (url, question, outer, take) => {
    const { budget } = question;
    // Asked here, too: it may have been blocked while the request waited for its turn.
    await refuseBlocked(url);
    const startedAt = clock.now();
    const late = unreachable('The shop took too long to answer.');
    try {
      return await withDeadline(clock, budget.leftMs, late, outer, (signal) =>
        withReason(signal, () => askOnce(url, question, signal, take)),
      );
    } finally {
      budget.leftMs -= clock.now() - startedAt;
    }
  };
}

interface VisitPlan extends Question {
  /** A gap that the shop asks for after this visit; 0 when it does not. */
  readonly crawlDelayMs: number;
  readonly budget: Budget;
}

/**
 * One request to one shop in its turn: as `Ask`, after waiting in the lane.
 * @throws Failure for everything that goes wrong; the signal's reason.
 */
export type Visit = <T>(
  url: URL,
  plan: VisitPlan,
  signal: AbortSignal,
  read: (answer: Answer) => Promise<T>,
) => Promise<T>;

export function createVisit(lanes: Lanes, ask: Ask): Visit {
  return (url, plan, signal, read) =>
    lanes.of(url).run(plan.crawlDelayMs, signal, () => ask(url, plan, signal, read));
}

/** Names what went wrong: the reason of the abort when there was one, else that the wire failed. */
async function withReason<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure) throw error;
    throw unreachable(
      'The shop broke off the connection or answered with something that is not HTTP.',
      error,
    );
  }
}
