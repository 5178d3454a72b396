import type { ProductIdentity, Reading } from '../../core/reading';
import { readPage } from '../../reading/read-page';
import type { Answer } from '../../watcher-api/answer';
import { type Match, type Watcher, defineWatcher } from '../../watcher-api/define-watcher';
import { LookFailure } from '../../watcher-api/look-failure';
import {
  type LinkTemplate,
  type LinkValues,
  fillLink,
  matchLink,
  parseLinkTemplate,
  pruneLink,
} from './link-template';
import { openAnswer } from './read-field';
import { readOffer } from './read-offer';
import type { Recipe } from './recipe-schema';

/** The watcher that a recipe describes. */
export function makeRecipeWatcher(id: string, recipe: Recipe): Watcher {
  const { name, homepage, maintainers, hosts, reads, needs, minIntervalSeconds, example } = recipe;
  const templates = recipe.links.map(templateOf);
  return defineWatcher({
    ...{ id, name, homepage, maintainers, hosts, reads, needs, minIntervalSeconds, example },
    match: (url) => matchProduct(recipe, templates, url)?.match ?? null,
    async look(product, { http }) {
      const request = findRequest(recipe, templates, product);
      const answer = await http.get(request, { accept: reads === 'page' ? 'html' : 'json' });
      return readOffer(openAnswer(answer), recipe, product.url) ?? explainSilence(answer, recipe);
    },
  });
}

interface MatchedProduct {
  readonly match: Match;
  readonly values: LinkValues;
}

function matchProduct(recipe: Recipe, templates: readonly LinkTemplate[], url: URL): MatchedProduct | null {
  for (const template of templates) {
    const values = matchLink(template, url);
    if (!values) continue;
    const key = template.names.map((name) => values.get(name) ?? '').join('/');
    const link = recipe.url === undefined ? pruneLink(template, url) : fillLink(recipe.url, values);
    return { match: { key: key.replace(/\/+$/, ''), url: link }, values };
  }
  return null;
}

function findRequest(recipe: Recipe, templates: readonly LinkTemplate[], { url }: ProductIdentity): string {
  if (recipe.request === undefined) return url;
  const found = matchProduct(recipe, templates, new URL(url));
  // The product was found under an older form of the recipe.
  if (!found)
    throw new LookFailure({ kind: 'unreadable', why: `${recipe.name} has links of another form now.` });
  return fillLink(recipe.request, found.values);
}

/**
 * Why the recipe found nothing: what any page tells about itself, but never a price that the recipe did not
 * name.
 */
function explainSilence(answer: Answer, recipe: Recipe): Reading {
  const page: Reading | null = recipe.reads === 'page' ? readPage(answer) : null;
  if (page && page.kind !== 'offer' && page.kind !== 'ambiguous' && page.kind !== 'unavailable') return page;
  return { kind: 'unreadable', why: `${recipe.name} does not show title and price where they used to be.` };
}

/** The schema has let no other pass. */
function templateOf(link: string): LinkTemplate {
  const template = parseLinkTemplate(link);
  if ('fault' in template) throw new Error(`${link} ${template.fault}`);
  return template;
}
