import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** How a command of the build ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function spawnEbb(args: readonly string[], settings: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'dist/src/main.js'), ...args], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

/** Runs a command of the build to its end. */
export async function runEbb(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawnEbb(args, settings);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

/** `ebb serve` of the build on a free port, as people run it, with its database in a folder of its own. */
export class ServedEbb {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly databaseUrl: string,
    readonly url: string,
    readonly stdout: () => string,
    readonly stderr: () => string,
  ) {}

  /** @throws Error with what it said when it does not come up. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<ServedEbb> {
    const folder = mkdtempSync(join(tmpdir(), 'ebb-served-'));
    const EBB_DATABASE_URL = `sqlite:${join(folder, 'ebb.db')}`;
    const child = spawnEbb(['serve'], { EBB_PORT: '0', EBB_DATABASE_URL, EBB_LOG: 'warn', ...settings });
    const stderr = collect(child.stderr);
    const stdout = collect(child.stdout);
    const url = await new Promise<string>((found, failed) => {
      child.stdout?.on('data', () => {
        const match = /http:\/\/\S+/.exec(stdout());
        if (match) found(match[0]);
      });
      child.once('close', (code) => failed(new Error(`ebb serve ended (${code}): ${stderr()}`)));
    });
    return new ServedEbb(child, folder, EBB_DATABASE_URL, url, stdout, stderr);
  }

  /** Resolves with the exit code when it ends by itself. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    return this.child.exitCode;
  }

  /** SIGTERM, as a supervisor sends it. @returns the exit code. */
  async stop(): Promise<number | null> {
    const ended = this.child.exitCode === null ? once(this.child, 'close') : Promise.resolve();
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
    return this.child.exitCode;
  }
}
