import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { type Checked, type Environment, checkWatcher, findClashes } from './check-watcher';
import type { InstalledWatcher } from './installed-watcher';
import { offerWatcherApi } from './offer-watcher-api';
import { RECIPE_FILE, loadRecipe } from './recipe/load-recipe';

/** One or more watchers cannot be used; the message names every fault at once and what to do. */
export class WatcherFaults extends Error {
  override readonly name = 'WatcherFaults';

  constructor(readonly faults: readonly string[]) {
    super(`Ebb cannot start with these watchers:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

export interface WatcherSources {
  /** Holds one folder per watcher; default: the ones that come with Ebb; null: none. */
  readonly folder?: string | null;
  /**
   * npm packages, or paths: each with a folder `watchers` that holds one folder per watcher, with a watcher
   * as its default export, or with a recipe.
   */
  readonly packages: readonly string[];
  /** Where the settings of watchers are looked up, by name. */
  readonly environment: Environment;
}

/** Beside `src/` in a checkout, beside the compiled `src/` in a build. */
export const OWN_WATCHERS = join(__dirname, '..', '..', 'watchers');

const load = createRequire(__filename);

interface Found {
  /** As it is called in a fault. */
  readonly label: string;
  /** What its id must be; null when it comes from a package. */
  readonly folder: string | null;
  /** The file of a recipe; null for a module. */
  readonly recipe: string | null;
  readonly import: () => unknown;
}

/**
 * Finds, loads and checks all watchers.
 * @returns them in the order in which a link is offered to them: named hosts, platforms known by their page,
 * the rest.
 * @throws WatcherFaults naming every fault at once.
 */
export function loadWatchers(sources: WatcherSources): readonly InstalledWatcher[] {
  const { folder = OWN_WATCHERS, packages, environment } = sources;
  const found = [...(folder === null ? [] : findFolders(folder)), ...packages.flatMap(findPackage)];
  const watchers: InstalledWatcher[] = [];
  const faults: string[] = [];
  for (const each of found) {
    const checked = tryLoad(each, environment);
    if ('watcher' in checked) watchers.push(checked.watcher);
    else faults.push(...checked.faults.map((fault) => `${each.label}: ${fault}`));
  }
  faults.push(...findClashes(watchers));
  if (faults.length > 0) throw new WatcherFaults(faults);
  return watchers.sort((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(watcher: InstalledWatcher): number {
  if (watcher.hosts !== 'any') return 0;
  return watcher.recognise ? 1 : 2;
}

function findFolders(folder: string): Found[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      label: `watchers/${name}`,
      folder: name,
      recipe: findRecipe(join(folder, name)),
      import: () => load(join(folder, name)) as unknown,
    }));
}

/** A package with a folder `watchers` has one in each of its folders; another one is a watcher itself. */
function findPackage(name: string): Found[] {
  offerWatcherApi();
  const root = findRoot(name);
  if (root !== null && existsSync(join(root, 'watchers')))
    return findFolders(join(root, 'watchers')).map((found) => ({
      ...found,
      label: `${name}/${found.label}`,
    }));
  const paths = [process.cwd(), __dirname];
  return [
    {
      label: `package ${name}`,
      folder: null,
      recipe: root === null ? null : findRecipe(root),
      import: () => load(load.resolve(name, { paths })) as unknown,
    },
  ];
}

/** The folder of a package, or one given by its path; null when there is none. */
function findRoot(name: string): string | null {
  const modules = [join(process.cwd(), 'x.js'), __filename].flatMap(
    (from) => createRequire(from).resolve.paths(name) ?? [],
  );
  const places = [resolve(name), ...modules.map((folder) => join(folder, name))];
  return places.find((place) => existsSync(place)) ?? null;
}

function findRecipe(folder: string): string | null {
  const file = join(folder, RECIPE_FILE);
  return existsSync(file) ? file : null;
}

function tryLoad(found: Found, environment: Environment): Checked {
  try {
    if (found.recipe === null) return checkWatcher(defaultOf(found.import()), found.folder, environment);
    return checkRecipe(found.recipe, environment);
  } catch (error) {
    const [firstLine = ''] = String(error).split('\n', 1);
    const reason = firstLine.replace(/^\w*Error: /, '');
    const advice =
      found.folder === null
        ? `npm install ${found.label.slice(8)}, or take it out of EBB_WATCHERS`
        : 'mend or remove it';
    return { faults: [`cannot be loaded (${reason}): ${advice}`] };
  }
}

function checkRecipe(file: string, environment: Environment): Checked {
  const folder = dirname(file);
  if (readdirSync(folder).some((name) => /^index\.[cm]?[jt]s$/.test(name)))
    return { faults: [`has a ${RECIPE_FILE} and a module: keep one of them`] };
  const loaded = loadRecipe(file);
  if ('faults' in loaded) return { faults: loaded.faults.map((fault) => `${RECIPE_FILE}: ${fault}`) };
  return checkWatcher(loaded.watcher, basename(folder), environment);
}

/** A module compiled from TypeScript, an ES module, or `module.exports = defineWatcher(...)`. */
function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
}
