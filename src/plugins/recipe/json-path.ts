/** A way through JSON: `product.offers[0].price`. */
export type JsonPath = readonly (string | number)[];

const PATH = /^[^.[\]]+(?:\[\d{1,3}\])*(?:\.[^.[\]]+(?:\[\d{1,3}\])*)*$/;
const LONGEST_PATH = 12;
/** Elements tried of each list on the way. */
const MOST_ELEMENTS = 50;

/** @returns null when the text is no path. */
export function parseJsonPath(text: string): JsonPath | null {
  // The pattern has no two ways to read one character, so it is linear.
  if (!PATH.test(text)) return null;
  const steps = text
    .split(/[.[]/)
    .map((step) => (/^\d{1,3}\]$/.test(step) ? Number.parseInt(step, 10) : step.replace(/\]$/, '')));
  return steps.length > LONGEST_PATH ? null : steps;
}

/**
 * Follows a path through own properties only. Where it names a property of a list, the first element that has
 * a value there is taken.
 * @returns undefined when it leads to nothing, to null, or to more than a plain value.
 */
export function followJsonPath(json: unknown, path: JsonPath): string | number | boolean | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return isPlain(json) ? json : undefined;
  if (typeof json !== 'object' || json === null) return undefined;
  if (Array.isArray(json) && typeof step === 'string') {
    for (const element of json.slice(0, MOST_ELEMENTS) as unknown[]) {
      const found = Array.isArray(element) ? undefined : followJsonPath(element, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return Object.hasOwn(json, step)
    ? followJsonPath((json as Record<string | number, unknown>)[step], rest)
    : undefined;
}

function isPlain(json: unknown): json is string | number | boolean {
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean';
}
