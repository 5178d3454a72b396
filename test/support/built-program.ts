import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The compiled program; `npm run build` makes it. */
export const PROGRAM: string = join(ROOT, 'dist', 'src', 'main.js');

/** `describe`, or a skipped one whose name says what is missing. */
export function describeBuilt(name: string, tests: () => void): void {
  if (existsSync(PROGRAM)) describe(name, tests);
  else describe.skip(`${name} (skipped: dist/ is missing, run npm run build)`, tests);
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ebb` to its end with nothing but `settings` in its environment. */
export function runProgram(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...settings };
    const child = execFile(process.execPath, [PROGRAM, ...args], { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, stdout, stderr });
    });
    // Nobody is there to answer questions.
    child.stdin?.end();
  });
}
