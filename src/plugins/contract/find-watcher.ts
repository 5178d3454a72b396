import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OWN_WATCHERS } from '../load-watchers';
import { RECIPE_FILE } from '../recipe/load-recipe';

/** Where a watcher lies. */
export interface WatcherPlace {
  readonly id: string;
  /** Its source and its recorded answers. */
  readonly folder: string;
  /** What to load: the folder itself, or what was compiled of it. */
  readonly code: string;
}

/** @returns the place, or what keeps the watcher from being loaded. */
export function findWatcher(watchers: string, id: string): WatcherPlace | { readonly fault: string } {
  const folder = resolve(watchers, id);
  if (!existsSync(folder))
    return {
      fault: `there is no folder ${folder}: give the id of a watcher in ${watchers}, or --folder DIR`,
    };
  if (
    existsSync(join(folder, RECIPE_FILE)) ||
    existsSync(join(folder, 'index.js')) ||
    existsSync(join(folder, 'package.json'))
  )
    return { id, folder, code: folder };
  if (!existsSync(join(folder, 'index.ts')))
    return { fault: `${folder} has neither a ${RECIPE_FILE} nor a module` };
  if (!isCheckout(watchers))
    return { fault: "has an index.ts, which only Ebb's own source compiles: write an index.js here" };
  const code = join(OWN_WATCHERS, id);
  return isBuilt(folder, code)
    ? { id, folder, code }
    : { fault: 'is not compiled as it stands: npm run build' };
}

/** Does a folder of watchers belong to Ebb's own source, which compiles them? */
export function isCheckout(watchers: string): boolean {
  return existsSync(join(watchers, '..', 'src', 'watcher-api'));
}

/** Is there something compiled of every source, and no older than it? */
function isBuilt(folder: string, code: string): boolean {
  const sources = readdirSync(folder).filter((file) => /(?<!\.test)\.ts$/.test(file));
  return sources.every((file) => {
    const compiled = join(code, file.replace(/ts$/, 'js'));
    return existsSync(compiled) && statSync(compiled).mtimeMs >= statSync(join(folder, file)).mtimeMs;
  });
}
