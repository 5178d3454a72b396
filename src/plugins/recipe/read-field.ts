import { parseTolerantJson } from '../../reading/tolerant-json';
import type { Answer } from '../../watcher-api/answer';
import { type PageElements, findElements } from '../../watcher-api/page-elements';
import { findProductData } from './find-product-data';
import { type JsonPath, followJsonPath, parseJsonPath } from './json-path';
import type { RecipeField, RecipePlace } from './recipe-schema';

const LONGEST_VALUE = 2000;

/** An answer whose tree is built when a place first asks for it, and once. */
export interface OpenAnswer extends Answer {
  readonly elements: () => PageElements;
}

export function openAnswer(answer: Answer): OpenAnswer {
  let elements: PageElements | undefined;
  return { ...answer, elements: () => (elements ??= findElements(answer)) };
}

/** A value and where it stood. */
export interface FoundValue<Place extends RecipePlace = RecipePlace> {
  readonly value: string | number | boolean;
  readonly place: Place;
}

/** What the first of the places that has something has; undefined when none has. */
export function findValue<Place extends RecipePlace>(
  answer: OpenAnswer,
  places: readonly Place[],
): FoundValue<Place> | undefined {
  for (const place of places) {
    const value = readPlace(answer, place);
    if (value !== undefined && value !== '') return { value, place };
  }
  return undefined;
}

/** The text of a field; undefined when there is none. */
export function readText(answer: OpenAnswer, field: RecipeField | undefined): string | undefined {
  if (field === undefined || typeof field === 'string') return field;
  const found = findValue(answer, field);
  return found && String(found.value);
}

/** As a person would name the place: `css .price`. */
export function describePlace(place: RecipePlace): string {
  return (['jsonld', 'css', 'attribute', 'json', 'regex'] as const)
    .flatMap((name) => (place[name] === undefined ? [] : [`${name} ${place[name]}`]))
    .join(', ');
}

function readPlace(answer: OpenAnswer, place: RecipePlace): string | number | boolean | undefined {
  const found = readStructure(answer, place);
  if (place.regex === undefined) return typeof found === 'string' ? tidy(found) : found;
  const searched = found === undefined && isWhole(place) ? answer.text() : found;
  if (searched === undefined) return undefined;
  const match = new RegExp(place.regex, 'u').exec(String(searched));
  return match ? tidy(match[1] ?? match[0]) : undefined;
}

/** Nothing but the regular expression says where to look. */
function isWhole({ jsonld, css, json }: RecipePlace): boolean {
  return jsonld === undefined && css === undefined && json === undefined;
}

function readStructure(answer: OpenAnswer, { jsonld, css, attribute, json }: RecipePlace) {
  if (jsonld !== undefined) return followJsonPath(findProductData(answer.elements()), pathOf(jsonld));
  if (json === undefined) return css === undefined ? undefined : selectText(answer, css, attribute);
  if (css !== undefined)
    return followJsonPath(parseTolerantJson(readData(answer, css, attribute)), pathOf(json));
  return followJsonPath(isPage(answer) ? parseTolerantJson(answer.text()) : answer.json(), pathOf(json));
}

function selectText(
  { elements }: OpenAnswer,
  css: string,
  attribute: string | undefined,
): string | undefined {
  const found = attribute === undefined ? elements().text(css) : elements().attribute(css, attribute);
  return found ?? undefined;
}

/** The text in which an element holds data; empty when there is none. */
function readData({ elements }: OpenAnswer, css: string, attribute: string | undefined): string {
  if (attribute !== undefined) return elements().attribute(css, attribute) ?? '';
  return elements().sources(css)[0] ?? '';
}

function isPage({ contentType }: Answer): boolean {
  return /html/i.test(contentType);
}

/** The schema has let no other pass. */
function pathOf(text: string): JsonPath {
  return parseJsonPath(text) ?? [];
}

function tidy(text: string): string {
  return text.slice(0, LONGEST_VALUE).replace(/\s+/g, ' ').trim();
}
