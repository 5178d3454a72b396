import type { Log } from '../core/ports';

export interface WorkLoopOptions<T> {
  readonly name: string;
  /** How many are in hand at once. */
  readonly capacity: number;
  /** As long as it is true nothing is claimed; what is in hand goes on. */
  rests(): boolean;
  /** Claims at most `free` pieces; none whose key is in `busy`. */
  claim(free: number, busy: readonly string[]): Promise<readonly T[]>;
  /** Two pieces with one key are never in hand together. */
  keyOf(work: T): string;
  /** Does one piece and settles or gives it back; must not outlive an abort for long. */
  perform(work: T, signal: AbortSignal): Promise<void>;
  readonly log: Log;
}

interface InHand {
  readonly done: Promise<void>;
  /** Of its own: listeners on a signal that lives as long as the process would add up. */
  readonly abort: AbortController;
}

/** Work that is claimed from the database and done a few pieces at a time. */
export class WorkLoop<T> {
  private readonly inHand = new Map<string, InHand>();
  private stopping = false;
  private graceIsOver = false;
  private claiming: Promise<void> | null = null;
  private claimAgain = false;
  private steps = 0;

  constructor(private readonly options: WorkLoopOptions<T>) {}

  get name(): string {
    return this.options.name;
  }

  /** How many pieces are in hand. */
  get size(): number {
    return this.inHand.size;
  }

  /** Grows with each claim that left room, and with each piece that ended. */
  get moves(): number {
    return this.steps;
  }

  /** Nothing is in hand, and nothing is being claimed. */
  get isIdle(): boolean {
    return this.claiming === null && this.inHand.size === 0;
  }

  /** Looks for work now. Called by the tick, by whoever made new work, and by each piece that ends. */
  wake(): void {
    if (this.stopping) return;
    this.claimAgain = true;
    this.claiming ??= this.claimAll();
  }

  /**
   * Resolves when nothing is in hand and a last look found no more. For tools that drive the loop themselves.
   */
  async drain(): Promise<void> {
    this.wake();
    await this.settleAll();
  }

  /**
   * Claims nothing more, waits `graceMs` for what is in hand, then aborts it and waits for it to be given
   * back.
   */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const timer = setTimeout(() => this.abortAll(), graceMs);
    await this.settleAll();
    clearTimeout(timer);
  }

  private abortAll(): void {
    this.graceIsOver = true;
    for (const { abort } of this.inHand.values()) abort.abort(new Error('Ebb is stopping'));
  }

  private async claimAll(): Promise<void> {
    while (this.claimAgain && !this.stopping) {
      this.claimAgain = false;
      await this.claimOnce();
      if (this.inHand.size < this.options.capacity) this.steps += 1;
    }
    // In one step with the last look at `claimAgain`: a wake in between would be lost.
    this.claiming = null;
  }

  private async claimOnce(): Promise<void> {
    const options = this.options;
    const free = options.capacity - this.inHand.size;
    if (free <= 0 || options.rests()) return;
    try {
      for (const work of await options.claim(free, [...this.inHand.keys()])) this.start(work);
      // Claimed while it stopped: nobody else would end it.
      if (this.graceIsOver) this.abortAll();
    } catch (error) {
      options.log.error(
        { loop: options.name, err: error },
        'work could not be claimed; the next tick tries again',
      );
    }
  }

  private start(work: T): void {
    const key = this.options.keyOf(work);
    const abort = new AbortController();
    this.inHand.set(key, { abort, done: this.performOne(key, work, abort.signal) });
  }

  private async performOne(key: string, work: T, signal: AbortSignal): Promise<void> {
    try {
      await this.options.perform(work, signal);
    } catch (error) {
      this.options.log.error(
        { loop: this.options.name, err: error },
        'a piece of work failed; its claim will expire',
      );
    } finally {
      this.inHand.delete(key);
      this.steps += 1;
      this.wake();
    }
  }

  private async settleAll(): Promise<void> {
    while (this.claiming || this.inHand.size > 0) {
      await this.claiming;
      await Promise.all([...this.inHand.values()].map(({ done }) => done));
    }
  }
}
