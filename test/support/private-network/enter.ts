import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A fetch to be made in the private network. */
export interface NetworkCase {
  readonly id: string;
  readonly url: string;
  /** Where `/r` of every shop redirects to. */
  readonly location?: string;
  /** Per name the answers of DNS in turn, each a list of addresses; the last one stays. */
  readonly dns?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** So often it is fetched, each time as if for the first time; absent: once. */
  readonly fetches?: number;
}

/** What came of it. */
export interface NetworkOutcome {
  readonly id: string;
  /** `answer`, or the kind of reading, per fetch. */
  readonly kinds: readonly string[];
  /** The addresses at which connections arrived, as `address port`. */
  readonly arrivals: readonly string[];
}

// A network, mounts and a user table of its own, in which this user is root: nothing of the machine is
// touched.
const UNSHARE = ['--net', '--mount', '--map-root-user'];

/** @returns why this machine cannot have a private network, or null when it can. */
export function explainNoNetwork(): string | null {
  if (spawnSync('ip', ['-V']).status !== 0) return 'the command ip is missing';
  const { status } = spawnSync('unshare', [...UNSHARE, 'true']);
  return status === 0 ? null : 'network namespaces are not allowed here';
}

/**
 * Fetches each case over real sockets in a network of its own, where every address in the world is this
 * machine, and every port that a case names has a listener. `settings` is the environment.
 */
export async function fetchInPrivateNetwork(
  cases: readonly NetworkCase[],
  settings: Readonly<Record<string, string>>,
): Promise<readonly NetworkOutcome[]> {
  const entry = join(__dirname, 'entry.cjs');
  const child = spawn('unshare', [...UNSHARE, process.execPath, entry], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(cases));
  const outcomes: NetworkOutcome[] = [];
  for await (const line of createInterface(child.stdout)) outcomes.push(JSON.parse(line) as NetworkOutcome);
  return outcomes;
}
