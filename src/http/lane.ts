import type { Clock, Random } from '../core/ports';
import { orAborted } from './deadline';
import { Failure } from './failure';

const MAX_GAP_MS = 60_000;
/** A shop that answers slowly is asked less often: this many times its last latency. */
const LATENCY_FACTOR = 10;
const JITTER = 0.1;

export interface LaneOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** The least gap between two requests. */
  readonly gapMs: number;
}

/** The queue of one shop: one request in flight, first come, first served, with a gap between. */
export class Lane {
  /** Settles when everyone who came before is through. */
  private tail: Promise<void> = Promise.resolve();
  private users = 0;
  private freeAt = 0;
  private pausedUntil = 0;

  constructor(private readonly options: LaneOptions) {}

  /**
   * Waits for the turn and works. The gap runs from the end of this work to the beginning of the next.
   * @param crawlDelayMs a gap that the shop asks for; 0 when it does not.
   * @throws Failure `blocked` while the lane is paused; the signal's reason; whatever the work throws.
   */
  async run<T>(crawlDelayMs: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.refuseWhilePaused();
    const before = this.tail;
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    // Who gives up waiting must not let the next one overtake those in front.
    this.tail = before.then(() => left);
    this.users += 1;
    try {
      await orAborted(before, signal);
      this.refuseWhilePaused();
      const wait = this.freeAt - this.options.clock.now();
      if (wait > 0) await this.options.clock.sleep(wait, signal);
      return await this.takeTurn(crawlDelayMs, work);
    } finally {
      this.users -= 1;
      leave();
    }
  }

  /** Closes the lane for a while, also for those who wait in it. */
  pause(seconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.options.clock.now() + seconds * 1000);
  }

  /** Whether a new lane would behave the same. */
  isIdle(): boolean {
    const now = this.options.clock.now();
    return this.users === 0 && this.freeAt <= now && this.pausedUntil <= now;
  }

  private async takeTurn<T>(crawlDelayMs: number, work: () => Promise<T>): Promise<T> {
    const { clock } = this.options;
    const startedAt = clock.now();
    try {
      return await work();
    } finally {
      const now = clock.now();
      this.freeAt = now + this.gapAfter(now - startedAt, crawlDelayMs);
    }
  }

  private gapAfter(latencyMs: number, crawlDelayMs: number): number {
    const { gapMs, random } = this.options;
    const asked = Math.min(Math.max(LATENCY_FACTOR * latencyMs, crawlDelayMs), MAX_GAP_MS);
    // Jitter only ever makes it longer: the gap is a promise.
    return Math.ceil(Math.max(gapMs, asked) * (1 + JITTER * random.fraction()));
  }

  private refuseWhilePaused(): void {
    const left = this.pausedUntil - this.options.clock.now();
    if (left > 0) throw new Failure({ kind: 'blocked', retryAfterSeconds: Math.ceil(left / 1000) });
  }
}
