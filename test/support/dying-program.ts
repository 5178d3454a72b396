import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROGRAM } from './built-program';

/**
 * What a program counts its steps by: calls that change files, statements of SQLite, queries to PostgreSQL.
 */
export type StepKind = 'files' | 'sqlite' | 'postgres';

/**
 * @returns how many steps it took when it lived to a good end; null when it was killed in the place of step
 * `at`.
 */
export async function runDying(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  kind: StepKind,
  at = 0,
): Promise<number | null> {
  const env = { PATH: process.env.PATH, ...settings, DIE_IN: kind, DIE_AT: String(at) };
  const child = spawn(process.execPath, ['--require', join(__dirname, 'die-at.cjs'), PROGRAM, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (signal === 'SIGKILL') return null;
  const steps = /steps: (\d+)\n$/.exec(said)?.[1];
  if (code !== 0 || steps === undefined) throw new Error(`ebb ${args.join(' ')} ended (${code}): ${said}`);
  return Number(steps);
}
