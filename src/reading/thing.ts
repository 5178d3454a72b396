/**
 * A described thing of schema.org, the same for JSON-LD, microdata and RDFa. Names and types stand without
 * their namespace, types as written ("Product"), property names as written ("priceCurrency").
 */
export interface Thing {
  readonly types: readonly string[];
  readonly properties: ReadonlyMap<string, readonly Value[]>;
}

/** A number only where the page itself has one (JSON); whatever is written in markup is text. */
export type Value = string | number | Thing;

export function isThing(value: Value | undefined): value is Thing {
  return typeof value === 'object';
}

export function hasType(thing: Thing, types: ReadonlySet<string>): boolean {
  return thing.types.some((type) => types.has(type));
}

export function valuesOf(thing: Thing, ...names: readonly string[]): readonly Value[] {
  return names.flatMap((name) => thing.properties.get(name) ?? []);
}

export function thingsOf(thing: Thing, ...names: readonly string[]): readonly Thing[] {
  return valuesOf(thing, ...names).filter(isThing);
}

/** The first text under one of the names that is not blank; of a thing in its place, its name. */
export function textOf(thing: Thing, ...names: readonly string[]): string | null {
  for (const value of valuesOf(thing, ...names)) {
    const text = isThing(value)
      ? textOf({ ...value, properties: namesOnly(value) }, 'name', '@id', 'url')
      : value;
    const trimmed = text === null ? '' : String(text).trim();
    if (trimmed !== '') return trimmed;
  }
  return null;
}

/** Keeps only plain values, so that a thing named by a thing does not go round in circles. */
function namesOnly(thing: Thing): ReadonlyMap<string, readonly Value[]> {
  const plain = ['name', '@id', 'url'].map(
    (name) => [name, valuesOf(thing, name).filter((v) => !isThing(v))] as const,
  );
  return new Map(plain);
}

/** "https://schema.org/InStock" → "InStock", "schema:Product" → "Product". */
export function localName(name: string): string {
  return name.trim().replace(/^.*[/#:](?=.)/s, '');
}
