import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Validators } from '../../src/core/ports';
import type { Reading } from '../../src/core/reading';

/** How a look ended, and what the process that made it went through meanwhile. */
export interface Looked {
  readonly reading: Reading;
  readonly ms: number;
  /** The longest time for which its main loop worked without a turn; without Linux: stood still. */
  readonly blockedMs: number;
  /** The same of a thread that had nothing to do, since the process began: the machine's part in it. */
  readonly noiseMs: number;
  readonly rssMb: number;
}

/** The looker of the build in a process of its own. */
export class LookingProcess {
  private readonly waiting = new Map<string, (looked: Looked) => void>();
  private readonly errors: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.errors.push(text));
    child.on('message', (message: Looked & { url: string }) => this.waiting.get(message.url)?.(message));
  }

  static async start(settings: Readonly<Record<string, string>>): Promise<LookingProcess> {
    const child = fork(join(__dirname, 'looking-entry.cjs'), [], {
      env: { PATH: process.env['PATH'], EBB_LANE_GAP: '1s', ...settings },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const looking = new LookingProcess(child);
    await once(child, 'message');
    return looking;
  }

  /** What it logged as faults of the program, so far. */
  get log(): string {
    return this.errors.join('');
  }

  /** One look at a link; each link is looked at once. */
  look(url: string, validators: Validators = {}): Promise<Looked> {
    return new Promise((resolve) => {
      this.waiting.set(url, resolve);
      this.child.send({ url, validators });
    });
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.send({ stop: true });
    await gone;
  }
}
