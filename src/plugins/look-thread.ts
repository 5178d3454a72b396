import { Worker } from 'node:worker_threads';
import type { Log } from '../core/ports';
import type { FromThread, ThreadData, ToThread } from './look-messages';
import type { Fetch, Fetched, LookEnd, LookJob } from './look-runner';

export interface ThreadOptions {
  /** The compiled `look-worker.js`. */
  readonly file: string;
  readonly data: ThreadData;
  /** How long a thread may compute without a sign of life, in processor time; ten times that by the clock. */
  readonly silenceMs: number;
  readonly heapMb: number;
  readonly log: Log;
}

/** A look that is being run, wherever it is at the moment. */
export interface RunningLook {
  readonly id: number;
  readonly job: LookJob;
  readonly open: () => Fetch;
  readonly settle: (end: LookEnd) => void;
  /** How often the thread under it broke down through no fault of its own. */
  moves: number;
}

/** Loading the watchers takes a fifth of a second; a busy machine may need many times that. */
const START_MS = 20_000;
/** A machine may be so many times as slow as an idle one. */
const MOST_BUSY = 10;
const SHORTEST_WAIT_MS = 100;

/**
 * One thread and the looks in it. Ends itself when it stays silent; `onEnd` is called once, whatever ended
 * it.
 */
export class LookThread {
  readonly looks = new Map<number, RunningLook>();
  private readonly worker: Worker;
  private readonly fetches = new Map<number, Fetch>();
  private unanswered = 0;
  private computing: number | null = null;
  private watchdog: NodeJS.Timeout | undefined;
  private why = 'it ended';

  /** @param onEnd is told which looks were left, and the one that was computing; null when none was. */
  constructor(
    private readonly options: ThreadOptions,
    onEnd: (thread: LookThread, left: readonly RunningLook[], guilty: number | null) => void,
  ) {
    this.worker = new Worker(options.file, {
      workerData: options.data,
      env: {},
      // What a watcher prints must not get into the output of a command.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.heapMb },
    });
    this.worker.stdout.resume();
    this.worker.stderr.resume();
    this.worker.on('message', (message: FromThread) => this.take(message));
    this.worker.on('error', (error) => (this.why = error.message));
    this.worker.once('exit', () => {
      clearTimeout(this.watchdog);
      options.log.warn({ why: this.why, looks: this.looks.size }, 'a thread for looks broke down');
      const left = [...this.looks.values()];
      this.looks.clear();
      onEnd(this, left, this.computing);
    });
    this.watch(START_MS);
  }

  start(look: RunningLook): void {
    this.looks.set(look.id, look);
    this.fetches.set(look.id, look.open());
    this.post({ type: 'look', look: look.id, job: look.job });
  }

  /** Lets go of a look; what it still says is ignored. */
  abort(look: number): void {
    this.drop(look);
    this.post({ type: 'abort', look });
  }

  async close(): Promise<void> {
    this.worker.removeAllListeners('exit');
    clearTimeout(this.watchdog);
    await this.worker.terminate();
  }

  private post(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.unanswered += 1;
    this.worker.postMessage(message, transfer);
    if (this.watchdog === undefined) this.watch(this.options.silenceMs);
  }

  private take(message: FromThread): void {
    switch (message.type) {
      case 'ready':
        this.watch(this.options.silenceMs);
        this.stopWatchingWhenIdle();
        return;
      case 'begun':
        this.unanswered -= 1;
        this.computing = message.look;
        this.watch(this.options.silenceMs);
        return;
      case 'idle':
        this.computing = null;
        this.stopWatchingWhenIdle();
        return;
      case 'fetch':
        void this.answer(message);
        return;
      case 'done':
        this.drop(message.look)?.settle(message.end);
        return;
      case 'log':
        this.options.log[message.level](message.fields, message.message);
    }
  }

  private async answer({ look, request, asked }: Extract<FromThread, { type: 'fetch' }>): Promise<void> {
    const fetched = await this.fetches.get(look)?.(asked);
    if (!fetched || !this.looks.has(look)) return;
    const { message, transfer } = packAnswer(look, request, fetched);
    this.post(message, transfer);
  }

  private drop(look: number): RunningLook | undefined {
    const dropped = this.looks.get(look);
    this.looks.delete(look);
    this.fetches.delete(look);
    return dropped;
  }

  private watch(milliseconds: number): void {
    const begun = { at: performance.now(), cpu: process.cpuUsage() };
    this.waitFor(milliseconds, () => {
      const { user, system } = process.cpuUsage(begun.cpu);
      // A thread that had no processor did not compute: that the machine is busy is no fault of the page.
      const left = milliseconds - (user + system) / 1000;
      const isOverdue = performance.now() - begun.at >= MOST_BUSY * milliseconds;
      if (left > 0 && !isOverdue) return Math.max(left, SHORTEST_WAIT_MS);
      this.why = `no sign of life for ${milliseconds} ms`;
      void this.worker.terminate();
      return null;
    });
  }

  /** @param look says how long to wait on; null: no longer. */
  private waitFor(milliseconds: number, look: () => number | null): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      const silent = this.watchdog;
      // When this side was the busy one, signs of life are still unread: they come first.
      setImmediate(() => {
        if (this.watchdog !== silent) return;
        const longer = look();
        if (longer !== null) this.waitFor(longer, look);
      });
    }, milliseconds);
  }

  private stopWatchingWhenIdle(): void {
    if (this.unanswered > 0) return;
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
  }
}

/** The thread gets a copy of the body as its own: the memory under it may hold more, and be used again. */
function packAnswer(
  look: number,
  request: number,
  fetched: Fetched,
): { message: ToThread; transfer: ArrayBuffer[] } {
  if (fetched.kind !== 'answer') return { message: { type: 'answer', look, request, fetched }, transfer: [] };
  const body = new Uint8Array(fetched.body);
  const { url, contentType, validator } = fetched;
  const message: ToThread = {
    type: 'answer',
    look,
    request,
    fetched: { kind: 'answer', url, contentType, body, validator },
  };
  return { message, transfer: [body.buffer] };
}
