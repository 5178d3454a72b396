import { type Configuration, configuration } from './schema';

const INIT_SCRIPTS = /<script[^>]*\stype=["']text\/x-magento-init["'][^>]*>([^]*?)<\/script>/gi;

/** The names under which themes hand it over; how deep they stand differs by theme. */
const NAMES = ['jsonConfig', 'spConfig'];
const DEEPEST = 8;

/**
 * @returns null when the page offers no variants.
 * @throws ZodError when it does, in a form that is not known.
 */
export function findConfiguration(html: string): Configuration | null {
  for (const [, script = ''] of html.matchAll(INIT_SCRIPTS)) {
    if (!NAMES.some((name) => script.includes(`"${name}"`))) continue;
    const found = search(parse(script), 0);
    if (found !== null) return configuration.parse(found);
  }
  return null;
}

function search(value: unknown, depth: number): object | null {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  for (const [name, child] of Object.entries<unknown>({ ...value })) {
    if (typeof child === 'object' && child !== null && 'optionPrices' in child && NAMES.includes(name))
      return child;
    const found = search(child, depth + 1);
    if (found) return found;
  }
  return null;
}

function parse(script: string): unknown {
  try {
    return JSON.parse(script) as unknown;
  } catch {
    return null;
  }
}
