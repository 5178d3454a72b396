import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Watcher } from '../../watcher-api/define-watcher';
import { makeRecipeWatcher } from './make-recipe-watcher';
import { readRecipe } from './read-recipe';

/** A folder that holds this file is a watcher without code. */
export const RECIPE_FILE = 'recipe.yaml';

/** The watcher of a recipe's file, its id the name of the folder; or all faults of the recipe. */
export function loadRecipe(
  file: string,
): { readonly watcher: Watcher } | { readonly faults: readonly string[] } {
  const read = readRecipe(readFileSync(file, 'utf8'));
  return 'faults' in read ? read : { watcher: makeRecipeWatcher(basename(dirname(file)), read.recipe) };
}
