import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** One place of the compiled program, and what stands there instead. */
export interface Edit {
  /** Under `dist/src`. */
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

/**
 * Copies the build and plants a fault in the copy.
 * @returns the folder that holds `dist`. @throws Error when a text is not there, or more than once.
 */
export function plantBug(edits: readonly Edit[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ebb-planted-'));
  cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, text, by } of edits) {
    const path = join(folder, 'dist/src', file);
    const [before, after, ...more] = readFileSync(path, 'utf8').split(text);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`${file} has not exactly one "${text}"`);
    writeFileSync(path, before + by + after);
  }
  return folder;
}
