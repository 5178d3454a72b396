import { type LaneStore, TURN_TAKES_MS, type Visit } from '../core/lane';
import type { Clock, Random } from '../core/ports';
import type { Claim } from '../core/records';
import { orAborted } from '../core/deadline';
import { Failure } from './failure';

const MAX_GAP_MS = 60_000;
/** A shop that answers slowly is asked less often: this many times its last latency. */
const LATENCY_FACTOR = 10;
const JITTER = 0.1;

export interface LaneOptions {
  readonly store: LaneStore;
  readonly clock: Clock;
  readonly random: Random;
  /** The least gap between two requests. */
  readonly gapMs: number;
}

/**
 * The queue of one shop: one request in flight in all processes, first come, first served in this one, with a
 * gap between.
 */
export class Lane {
  /** Settles when everyone of this process who came before is through. */
  private tail: Promise<void> = Promise.resolve();
  private users = 0;

  constructor(
    private readonly name: string,
    private readonly options: LaneOptions,
  ) {}

  /**
   * Waits for the turn and works. The gap runs from the end of this work to the beginning of the next.
   * @param crawlDelayMs a gap that the shop asks for; 0 when it does not.
   * @throws Failure `blocked` while the lane is paused; the signal's reason; whatever the work throws.
   */
  async run<T>(crawlDelayMs: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.tail;
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    // Who gives up waiting must not let the next one overtake those in front.
    this.tail = before.then(() => left);
    this.users += 1;
    try {
      await orAborted(before, signal);
      const claim = await this.takeTurn(signal);
      return await this.useTurn(claim, crawlDelayMs, work);
    } finally {
      this.users -= 1;
      leave();
    }
  }

  /** Closes the lane for a while, also for those who wait in it. */
  async pause(seconds: number): Promise<void> {
    await this.options.store.pause(this.name, this.options.clock.now() + seconds * 1000);
  }

  /** Whether nobody of this process is in it. */
  isIdle(): boolean {
    return this.users === 0;
  }

  private async takeTurn(signal: AbortSignal): Promise<Claim> {
    const { store, clock, random } = this.options;
    for (;;) {
      const now = clock.now();
      const claim = { token: random.token(12), expiresAt: now + TURN_TAKES_MS };
      const answer = await store.take(this.name, claim, now);
      if (answer.kind === 'yours') return claim;
      if (answer.kind === 'paused') throw blocked(answer.until - now);
      await clock.sleep(answer.until - now, signal);
    }
  }

  private async useTurn<T>(claim: Claim, crawlDelayMs: number, work: () => Promise<T>): Promise<T> {
    const { store, clock } = this.options;
    const startedAt = clock.now();
    let outcome: Visit['outcome'] = 'neither';
    try {
      const result = await work();
      outcome = 'answered';
      return result;
    } catch (error) {
      if (error instanceof Failure) outcome = judge(error);
      throw error;
    } finally {
      const now = clock.now();
      const freeAt = now + this.gapAfter(now - startedAt, crawlDelayMs);
      await store.leave(this.name, claim, { freeAt, outcome }, now);
    }
  }

  private gapAfter(latencyMs: number, crawlDelayMs: number): number {
    const { gapMs, random } = this.options;
    const asked = Math.min(Math.max(LATENCY_FACTOR * latencyMs, crawlDelayMs), MAX_GAP_MS);
    // Jitter only ever makes it longer: the gap is a promise.
    return Math.ceil(Math.max(gapMs, asked) * (1 + JITTER * random.fraction()));
  }
}

/** A shop that refuses or does not answer is to be left alone; a page that is not there is an answer. */
function judge({ reading: { kind } }: Failure): Visit['outcome'] {
  return kind === 'unreachable' || kind === 'blocked' ? 'failed' : 'answered';
}

function blocked(forMs: number): Failure {
  return new Failure({ kind: 'blocked', retryAfterSeconds: Math.ceil(forMs / 1000) });
}
