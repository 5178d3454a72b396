import { join } from 'node:path';
import type { Log } from '../core/ports';
import type { ThreadData } from './look-messages';
import {
  type Fetch,
  type LookEnd,
  type LookJob,
  type LookRunner,
  OVERRUN,
  endUnreachable,
} from './look-runner';
import { LookThread, type RunningLook, type ThreadOptions } from './look-thread';

export interface PoolOptions {
  readonly data: ThreadData;
  readonly log: Log;
  /** The compiled `look-worker.js`; default: the one beside this file. */
  readonly file?: string;
  /** Default 2: a second one brought 1.5 times the looks on two cores. */
  readonly threads?: number;
  /** Default 16: looks wait for the network most of the time, so several share a thread. */
  readonly looksPerThread?: number;
  /** Default 3000. */
  readonly silenceMs?: number;
  /** Default 256. */
  readonly heapMb?: number;
}

/** A look that sees this many threads break down under it is to blame itself, whoever computed. */
const MOST_MOVES = 3;

/**
 * Runs looks in threads. A look that computes for 3 s without a sign of life, or needs more than 256 MB, ends
 * as
 * `unreachable` and takes its thread with it; the looks that only waited there are run again elsewhere.
 * Threads are started when they are first needed.
 */
export class LookPool implements LookRunner {
  private readonly threads = new Set<LookThread>();
  private readonly running = new Map<number, RunningLook>();
  private readonly queue: RunningLook[] = [];
  private readonly threadOptions: ThreadOptions;
  private readonly mostThreads: number;
  private readonly looksPerThread: number;
  private lastId = 0;

  constructor(options: PoolOptions) {
    const { data, log, file, threads = 2, looksPerThread = 16, silenceMs = 3000, heapMb = 256 } = options;
    this.threadOptions = { data, log, file: file ?? join(__dirname, 'look-worker.js'), silenceMs, heapMb };
    this.mostThreads = threads;
    this.looksPerThread = looksPerThread;
  }

  run(job: LookJob, open: () => Fetch, signal: AbortSignal): Promise<LookEnd> {
    return new Promise((resolve) => {
      const id = ++this.lastId;
      const stop = (): void => this.breakOff(id);
      const settle = (end: LookEnd): void => {
        signal.removeEventListener('abort', stop);
        this.running.delete(id);
        resolve(end);
        this.placeWaiting();
      };
      this.running.set(id, { id, job, open, settle, moves: 0 });
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      else this.place(id);
    });
  }

  async close(): Promise<void> {
    for (const id of this.running.keys()) this.breakOff(id);
    await Promise.all([...this.threads].map((thread) => thread.close()));
    this.threads.clear();
  }

  private place(id: number): void {
    const look = this.running.get(id);
    if (!look) return;
    const thread = this.findThread();
    if (thread) thread.start(look);
    else this.queue.push(look);
  }

  /** The least busy thread with room, or a new one as long as there may be more; null when all are full. */
  private findThread(): LookThread | null {
    const byLoad = [...this.threads].sort((a, b) => a.looks.size - b.looks.size);
    const leastBusy = byLoad[0];
    if (leastBusy?.looks.size === 0) return leastBusy;
    if (this.threads.size < this.mostThreads) return this.startThread();
    return leastBusy && leastBusy.looks.size < this.looksPerThread ? leastBusy : null;
  }

  private startThread(): LookThread {
    const thread = new LookThread(this.threadOptions, (ended, left, guilty) =>
      this.recover(ended, left, guilty),
    );
    this.threads.add(thread);
    return thread;
  }

  private recover(thread: LookThread, left: readonly RunningLook[], guilty: number | null): void {
    this.threads.delete(thread);
    for (const look of left) {
      look.moves += 1;
      const blamed = look.id === guilty || look.moves >= MOST_MOVES;
      if (blamed) look.settle(endUnreachable(OVERRUN));
      else this.place(look.id);
    }
    this.placeWaiting();
  }

  private placeWaiting(): void {
    for (const look of this.queue.splice(0)) this.place(look.id);
  }

  private breakOff(id: number): void {
    for (const thread of this.threads) if (thread.looks.has(id)) thread.abort(id);
    this.running.get(id)?.settle(endUnreachable('The look was broken off.'));
  }
}
