import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when the child says that it listens; rejects with its last words when it ends before. */
async function waitUntilListening(child: ChildProcess): Promise<void> {
  let words = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      words += chunk.toString();
      if (words.includes('Listening on')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) =>
      reject(new Error(`the playground ended with ${code}: ${words.slice(-500)}`)),
    );
  });
}

/**
 * Microsoft's Agents Playground: a Teams client in a page, with a connector that never refuses. Runs offline.
 */
export class Playground {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  /** Starts it against a bot's messages endpoint, as channel `msteams`. */
  static async start(endpoint: string): Promise<Playground> {
    const program = join(dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
    const folder = mkdtempSync(join(tmpdir(), 'ebb-playground-'));
    const port = await findFreePort();
    const child = spawn(
      process.execPath,
      [program, '-e', endpoint, '-c', 'msteams', '-p', String(port), '--dt'],
      {
        cwd: folder,
        env: {
          ...process.env,
          TEAMSAPPTESTER_BROWSER: 'none',
          TEAMSAPPTESTER_LOGFILE: join(folder, 'playground.log'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    await waitUntilListening(child);
    return new Playground(child, folder, `http://127.0.0.1:${port}/`);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
