import { YAMLError, parse } from 'yaml';
import { z } from 'zod';
import { findLinkFaults } from './find-link-faults';
import { type Recipe, recipeSchema } from './recipe-schema';

const LARGEST = 64 * 1024;

export type ReadRecipe = { readonly recipe: Recipe } | { readonly faults: readonly string[] };

/**
 * Reads the text of a `recipe.yaml`; all of its faults at once. Aliases are not taken: a few bytes could
 * become many.
 */
export function readRecipe(text: string): ReadRecipe {
  if (text.length > LARGEST) return { faults: [`is larger than ${LARGEST / 1024} KB`] };
  try {
    const parsed = recipeSchema.safeParse(parse(text, { maxAliasCount: 0, prettyErrors: true }));
    if (!parsed.success) return { faults: parsed.error.issues.flatMap(describeIssue) };
    const faults = findLinkFaults(parsed.data);
    return faults.length > 0 ? { faults } : { recipe: parsed.data };
  } catch (error) {
    if (error instanceof YAMLError || error instanceof ReferenceError)
      return { faults: [`is no YAML: ${error.message.split('\n', 1)[0] ?? ''}`] };
    throw error;
  }
}

/** Faults of a form that was not meant at all. */
const MISFITS: readonly string[] = ['invalid_type', 'invalid_value'];

/** A union says only that nothing fits; what is wrong with the form that was meant says more. */
function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${at(path, key)} is not known: remove it`);
  if (issue.code !== 'invalid_union')
    return [path === '' ? `is no list of fields` : `${path} ${issue.message}`];
  const meant = issue.errors
    .filter((branch) => !branch.some(({ code, path: below }) => below.length === 0 && MISFITS.includes(code)))
    .sort((a, b) => a.length - b.length)[0];
  if (!meant)
    return [`${path} is neither a text nor a place: { jsonld: … }, { css: … }, { json: … } or { regex: … }`];
  return meant.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }));
}

function at(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
