import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Draft } from '../../plugins/draft/draft-watcher';
import { writePackage } from '../../plugins/draft/write-readme';

/**
 * Writes a new watcher, and a package around it where there is none.
 * @returns what was written and what comes next.
 */
export function writeDraft(watchers: string, id: string, { form, files }: Draft): string {
  const written = Object.entries(files).map(([name, text]) => write(join(watchers, id, name), text));
  const module = written.find((file) => /index\.[jt]s$/.test(file));
  const manifest = join(watchers, '..', 'package.json');
  if (!existsSync(manifest)) written.push(write(manifest, writePackage(id)));
  const unwritten = form === 'unfinished' ? `Still to write: the selector PRICE in ${module ?? ''}\n` : '';
  const build = module?.endsWith('.ts') ? 'npm run build && ' : '';
  return `${written.join('\n')}\n${unwritten}Next: ${build}ebb watchers test ${id}\n`;
}

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  // Fails for a file that is there.
  writeFileSync(file, text, { flag: 'wx' });
  return file;
}
