import { stringify } from 'yaml';
import type { DraftFields } from './find-fields';
import type { ShopFacts } from './shop-facts';

/** The text of a `recipe.yaml`. */
export function writeRecipe(shop: ShopFacts, fields: DraftFields): string {
  const { name, homepage, maintainers, hosts, example, links } = shop;
  return [
    ...Object.entries({ name, homepage }).map(([key, text]) => `${key}: ${inline(text)}`),
    ...Object.entries({ maintainers, hosts }).map(
      ([key, list]) => `${key}: [${list.map(inline).join(', ')}]`,
    ),
    'example:',
    ...Object.entries(example).map(([key, text]) => `  ${key}: ${inline(text)}`),
    'links:',
    `  - ${inline(links)}`,
    'fields:',
    ...Object.entries(fields).map(([key, place]) => `  ${key}: ${inline(place)}`),
    '',
  ].join('\n');
}

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: true }).trim();
}
