import type { Clock } from '../core/ports';
import { withDeadline } from './deadline';
import { dial, type Wire } from './dial';
import { exchange, type Answer, type Question } from './exchange';
import { Failure, unreachable } from './failure';
import type { Lanes } from './lanes';
import { parseRetryAfter } from '../core/retry-after';
import { hostPort } from './url-policy';

const CONNECT_MS = 5000;
const EXCHANGE_MS = 15_000;

/** What one fetch may still spend on connections and answers, over all its hops; waiting for a turn is free. */
export interface Budget {
  leftMs: number;
}

export function newBudget(): Budget {
  return { leftMs: EXCHANGE_MS };
}

interface VisitPlan extends Question {
  /** A gap that the shop asks for after this visit; 0 when it does not. */
  readonly crawlDelayMs: number;
  readonly budget: Budget;
}

/**
 * One request to one shop: waits for the turn in its lane, dials, asks and lets `read` take the answer.
 * A `Retry-After` on a refusal pauses the lane.
 * @param url has passed `checkUrl`.
 * @throws Failure for everything that goes wrong; the signal's reason.
 */
export type Visit = <T>(
  url: URL,
  plan: VisitPlan,
  signal: AbortSignal,
  read: (answer: Answer) => Promise<T>,
) => Promise<T>;

export function createVisit(options: {
  readonly clock: Clock;
  readonly wire: Wire;
  readonly lanes: Lanes;
  readonly allowPrivate: ReadonlySet<string>;
}): Visit {
  const { clock, wire, lanes, allowPrivate } = options;

  async function ask<T>(
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
      return await take(await exchange(socket, url, question, signal));
    } finally {
      socket.destroy();
    }
  }

  return (url, plan, outer, read) => {
    const lane = lanes.of(url);
    return lane.run(plan.crawlDelayMs, outer, async () => {
      const startedAt = clock.now();
      const late = unreachable('The shop took too long to answer.');
      try {
        return await withDeadline(clock, plan.budget.leftMs, late, outer, (signal) =>
          withReason(signal, () =>
            ask(url, plan, signal, (answer) => {
              const wait = parseRetryAfter(answer.header('retry-after'), clock.now());
              if (answer.status >= 400 && wait !== null) lane.pause(wait);
              return read(answer);
            }),
          ),
        );
      } finally {
        plan.budget.leftMs -= clock.now() - startedAt;
      }
    });
  };
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
