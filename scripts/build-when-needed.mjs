// Builds only if dist/ is missing, unfinished or older than what it is made of.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = [
  'src',
  'watchers',
  'migrations',
  'scripts',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** The latest change in a file or a tree; folders count too, so that a deleted file is noticed. */
function newestChange(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

const stamp = join(root, 'dist', '.built');
const newest = Math.max(
  ...sources
    .map((name) => join(root, name))
    .filter(existsSync)
    .map(newestChange),
);
if (!existsSync(stamp) || statSync(stamp).mtimeMs < newest) await import('./build.mjs');
