import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a watcher may import: its own files, and the watcher API by either of its names. */
const ALLOWED = /^(?:\.\/|\.\.?$|ebb\/watcher$|(?:\.\.\/)+src\/watcher-api(?:\/index(?:\.[jt]s)?)?$)/;
const IMPORT = /\b(?:from|import|require)\s*\(?\s*(['"`])([^'"`\n]{1,200})\1/g;
const REACHES_OUT =
  /\b(?:process\s*[.[]|eval\s*\(|new Function\b|(?:import|require)\s*\((?!\s*['"`]))|(?<![.\w])fetch\s*\(/;

/**
 * What the source of a watcher reaches for beside the watcher API: imports, and calls that could get at more.
 * Read as text, so that nothing of it runs.
 * @returns sentences; empty when there is nothing.
 */
export function findForeignImports(folder: string): string[] {
  return listSources(folder).flatMap((file) => {
    const source = stripComments(readFileSync(join(folder, file), 'utf8'));
    const names = [...source.matchAll(IMPORT)].map((found) => found[2] ?? '');
    const foreign = names.filter((name) => !ALLOWED.test(name)).map((name) => `${file} imports ${name}`);
    const [reaching] = REACHES_OUT.exec(source) ?? [];
    return reaching === undefined
      ? foreign
      : [...foreign, `${file} uses ${reaching.replace(/\s*[.([]$/, '')}`];
  });
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter(
      (file) =>
        /\.[cm]?[jt]s$/.test(file) && !/\.test\.[jt]s$|\.d\.ts$|(?:^|[/\\])node_modules[/\\]/.test(file),
    );
}

function stripComments(source: string): string {
  return source.replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*/g, '');
}
