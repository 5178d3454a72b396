import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** From where the tests and benchmarks are started, because a compiled benchmark stands elsewhere. */
const ENTRY = join(process.cwd(), 'test', 'support', 'driven-entry.cjs');

/** What the process says after each advance. */
interface Answer {
  readonly nextWakeMs: number | null;
  readonly rssMb: number;
  readonly cpuMs: number;
}

/**
 * The whole application in a process of its own, under a clock that the test moves. Needs a build in `dist/`.
 */
export class DrivenApplication {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly errors: string[],
    private instant: number,
    private answer: Answer = { nextWakeMs: null, rssMb: 0, cpuMs: 0 },
  ) {}

  /**
   * A process that has loaded the program and waits to be started with it, which takes most of the time.
   * @param dist another build than that of this checkout.
   */
  static warmUp(dist?: string): ChildProcess {
    return fork(ENTRY, [], {
      env: {
        PATH: process.env.PATH,
        EBB_PORT: '0',
        EBB_DEMO: 'off',
        EBB_LOG: 'warn',
        ...(dist && { DRIVEN_DIST: dist }),
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }

  /**
   * @param child as `warmUp` made it.
   * @throws Error with what the process said when it does not come up.
   */
  static async start(
    settings: Readonly<Record<string, string>>,
    startAt: number,
    child: ChildProcess = DrivenApplication.warmUp(),
  ): Promise<DrivenApplication> {
    const errors: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: { ready: string }) => resolve(message.ready));
      child.once('exit', (code) => reject(new Error(`the application ended (${code}): ${errors.join('')}`)));
      child.send({ settings, startAt });
    });
    return new DrivenApplication(child, url, errors, startAt);
  }

  get now(): number {
    return this.instant;
  }

  /** How long after the last advance the next of its sleepers wakes; null when none slept. */
  get nextWakeMs(): number | null {
    return this.answer.nextWakeMs;
  }

  /** Memory of the process at the last advance. */
  get rssMb(): number {
    return this.answer.rssMb;
  }

  /** Processor time of the process until the last advance. */
  get cpuMs(): number {
    return this.answer.cpuMs;
  }

  /** What it logged so far. */
  get log(): string {
    return this.errors.join('');
  }

  get messagesEndpoint(): string {
    return `${this.url}/api/messages`;
  }

  /** Moves its clock and wakes its loops. @returns false when the process is gone. */
  async advance(milliseconds: number): Promise<boolean> {
    if (!this.child.connected) return false;
    this.instant += milliseconds;
    const end = new AbortController();
    const answered = Promise.race([
      once(this.child, 'message', { signal: end.signal }).then(([message]) => {
        this.answer = message as Answer;
        return true;
      }),
      once(this.child, 'exit', { signal: end.signal }).then(() => false),
    ]);
    this.child.send({ advance: milliseconds }, () => undefined);
    try {
      return await answered;
    } finally {
      end.abort();
    }
  }

  /** @returns megabytes that live after garbage is collected. */
  async measureHeap(): Promise<number> {
    this.child.send({ measure: true });
    const [{ heapMb }] = (await once(this.child, 'message')) as [{ readonly heapMb: number }];
    return heapMb;
  }

  /** SIGKILL: no goodbye. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    if (!this.child.connected) return;
    const gone = once(this.child, 'exit');
    this.child.send({ stop: true });
    await gone;
  }
}
