import { z } from 'zod';
import { AVAILABILITIES } from '../../core/offer';
import { watcherSchema } from '../watcher-schema';
import { parseJsonPath } from './json-path';
import { parseLinkTemplate } from './link-template';
import { findPatternFault } from './safe-pattern';
import { findSelectorFault } from './safe-selector';

/** A text that `find` has nothing against; its fault becomes the message. */
function textWithout(find: (text: string) => string | null) {
  return z.string('is no text').superRefine((text, context) => {
    const message = find(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

const path = textWithout((text) =>
  parseJsonPath(text) ? null : 'is no path such as product.offers[0].price',
);

const place = {
  /** From the page's own product in its JSON-LD, such as `offers.price`. */
  jsonld: path.optional(),
  /** The text of the first element that it finds, or its attribute. */
  css: textWithout(findSelectorFault).optional(),
  attribute: z.string().min(1).max(50).optional(),
  /** Into the answer, or into the JSON in the element that `css` found. */
  json: path.optional(),
  /** Over what the others found, or over the whole answer: its first group, or all of it. */
  regex: textWithout(findPatternFault).optional(),
};

interface Place {
  jsonld?: unknown;
  css?: unknown;
  attribute?: unknown;
  json?: unknown;
  regex?: unknown;
}

function isPlace({ jsonld, css, attribute, json, regex }: Place): boolean {
  if (jsonld !== undefined) return css === undefined && json === undefined && attribute === undefined;
  if (attribute !== undefined && css === undefined) return false;
  return css !== undefined || json !== undefined || regex !== undefined;
}

const PLACE_FAULT =
  'needs jsonld, or css (with attribute or not), json and regex in that order, one or more of them';

const somewhere = z.strictObject(place).refine(isPlace, PLACE_FAULT);
const somePrice = z
  .strictObject({ ...place, unit: z.literal('hundredths', "is not 'hundredths'").optional() })
  .refine(isPlace, PLACE_FAULT);
const someStock = z
  .strictObject({
    ...place,
    /** What the shop writes, and what that means. Without it: the words of schema.org, true and false. */
    values: z
      .record(z.string(), z.enum(AVAILABILITIES, `is none of ${AVAILABILITIES.join(', ')}`))
      .optional(),
  })
  .refine(isPlace, PLACE_FAULT);

/** One place, or several of which the first that has something counts. */
function placesOf<Schema extends z.ZodType>(schema: Schema) {
  return z
    .union([schema, z.array(schema).min(1).max(5)])
    .transform((places) => (Array.isArray(places) ? places : [places]) as z.output<Schema>[]);
}

const constant = z.string().trim().min(1).max(200);
const field = z.union([constant, placesOf(somewhere)]);

const fields = z.strictObject(
  {
    title: field,
    price: placesOf(somePrice),
    /** Left out: read from the sign in the text of the price. */
    currency: field.optional(),
    listPrice: placesOf(somePrice).optional(),
    availability: z.union([z.enum(AVAILABILITIES), placesOf(someStock)]).optional(),
    image: field.optional(),
    seller: field.optional(),
    condition: field.optional(),
    variant: field.optional(),
  },
  'is no list of places: title, price and more',
);

const link = textWithout((text) => {
  const template = parseLinkTemplate(text);
  return 'fault' in template ? template.fault : null;
});

const { name, homepage, maintainers, example } = watcherSchema.shape;

/** What a `recipe.yaml` says. Its id is the name of its folder. */
export const recipeSchema = z.strictObject({
  name,
  homepage,
  maintainers,
  example,
  hosts: watcherSchema.shape.hosts.refine(
    (hosts) => hosts !== 'any',
    'needs a list: a recipe is for one shop',
  ),
  reads: z.enum(['page', 'api'], "is neither 'page' nor 'api'").default('page'),
  needs: watcherSchema.shape.needs.default([]),
  minIntervalSeconds: watcherSchema.shape.minIntervalSeconds.default(900),
  /** Which links are products; what stands in their placeholders is the product's key. */
  links: z.array(link, 'is no list such as [/p/{id}]').min(1, 'is empty').max(10),
  /**
   * The product's link, made of the placeholders; left out: the link as it came, without other parameters.
   */
  url: z.string().min(1).max(500).optional(),
  /** What is asked; left out: the product's link. */
  request: z.string().min(1).max(500).optional(),
  fields,
});

export type Recipe = z.output<typeof recipeSchema>;
export type RecipeFields = Recipe['fields'];
export type RecipeField = z.output<typeof field>;
export type RecipePlace = z.output<typeof somewhere>;
