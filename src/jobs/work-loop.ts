import type { Log } from '../core/ports';

export interface WorkLoopOptions<T> {
  readonly name: string;
  /** How many are in hand at once. */
  readonly capacity: number;
  /** Claims at most `free` pieces; none whose key is in `busy`. */
  claim(free: number, busy: readonly string[]): Promise<readonly T[]>;
  /** Two pieces with one key are never in hand together. */
  keyOf(work: T): string;
  /** Does one piece and settles or gives it back; must not outlive an abort for long. */
  perform(work: T, signal: AbortSignal): Promise<void>;
  readonly log: Log;
}

/** Work that is claimed from the database and done a few pieces at a time. */
export class WorkLoop<T> {
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly abort = new AbortController();
  private stopping = false;
  private claiming: Promise<void> | null = null;
  private claimAgain = false;

  constructor(private readonly options: WorkLoopOptions<T>) {}

  /** Looks for work now. Called by the tick, by whoever made new work, and by each piece that ends. */
  wake(): void {
    if (this.stopping) return;
    this.claimAgain = true;
    this.claiming ??= this.claimAll();
  }

  /** Resolves when nothing is in hand and a last look found no more. For tools that drive the loop themselves. */
  async drain(): Promise<void> {
    this.wake();
    await this.settleAll();
  }

  /** Claims nothing more, waits `graceMs` for what is in hand, then aborts it and waits for it to be given back. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const timer = setTimeout(() => this.abort.abort(new Error('Ebb is stopping')), graceMs);
    await this.settleAll();
    clearTimeout(timer);
  }

  private async claimAll(): Promise<void> {
    while (this.claimAgain && !this.stopping) {
      this.claimAgain = false;
      await this.claimOnce();
    }
    // In one step with the last look at `claimAgain`: a wake in between would be lost.
    this.claiming = null;
  }

  private async claimOnce(): Promise<void> {
    const options = this.options;
    const free = options.capacity - this.inHand.size;
    if (free <= 0) return;
    try {
      for (const work of await options.claim(free, [...this.inHand.keys()])) {
        const key = options.keyOf(work);
        this.inHand.set(key, this.performOne(key, work));
      }
    } catch (error) {
      options.log.error(
        { loop: options.name, err: error },
        'work could not be claimed; the next tick tries again',
      );
    }
  }

  private async performOne(key: string, work: T): Promise<void> {
    try {
      await this.options.perform(work, this.abort.signal);
    } catch (error) {
      this.options.log.error(
        { loop: this.options.name, err: error },
        'a piece of work failed; its claim will expire',
      );
    } finally {
      this.inHand.delete(key);
      this.wake();
    }
  }

  private async settleAll(): Promise<void> {
    while (this.claiming || this.inHand.size > 0) {
      await this.claiming;
      await Promise.all(this.inHand.values());
    }
  }
}
