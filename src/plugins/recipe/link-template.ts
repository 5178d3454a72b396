/** Values of a template's placeholders by name; an optional one may be missing. */
export type LinkValues = ReadonlyMap<string, string>;

interface Segment {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

interface Parameter {
  readonly parameter: string;
  readonly name: string;
  readonly isOptional: boolean;
}

/** Which links of a shop are products: `/p/{id:number}-*?variant={variant?}`. */
export interface LinkTemplate {
  readonly segments: readonly Segment[];
  readonly parameters: readonly Parameter[];
  /** Of all placeholders, in the order written. */
  readonly names: readonly string[];
}

const PIECE = /\{([a-z]\w{0,30})(:number)?\}|\*|[^{}*]+/giy;
const PARAMETER = /^([\w.~-]+)=\{([a-z]\w{0,30})(\?)?\}$/i;
/** Open pieces of one segment: with more a long segment could be divided in too many ways. */
const MOST_OPEN = 2;

/**
 * Reads a template: a path, whose segments are made of text, `{name}`, `{name:number}` and `*`, then the
 * parameters that belong to the product, optional ones as `{name?}`.
 */
export function parseLinkTemplate(text: string): LinkTemplate | { readonly fault: string } {
  const { path, query } = splitLink(text);
  if (!path.startsWith('/')) return { fault: 'does not begin with a slash' };
  const segments = segmentsOf(path).flatMap((segment) => parseSegment(segment) ?? []);
  if (segments.length < segmentsOf(path).length)
    return {
      fault: `has a segment that is not made of text, {name}, {name:number} and * (at most ${MOST_OPEN})`,
    };
  const pairs = query === '' ? [] : query.split('&');
  const parameters = pairs.flatMap((pair) => parseParameter(pair) ?? []);
  if (parameters.length < pairs.length)
    return { fault: 'has a parameter that is not written parameter={name} or parameter={name?}' };
  const names = [...segments.flatMap((segment) => segment.names), ...parameters.map(({ name }) => name)];
  if (names.length === 0) return { fault: 'has no {name}: nothing would tell its products apart' };
  if (new Set(names).size < names.length) return { fault: 'has a {name} twice' };
  return { segments, parameters, names };
}

/** @returns null when the link is none of the template's. A slash at the end counts for nothing. */
export function matchLink(template: LinkTemplate, url: URL): LinkValues | null {
  const parts = segmentsOf(url.pathname);
  if (parts.length !== template.segments.length) return null;
  const values = new Map<string, string>();
  for (const [index, { pattern, names }] of template.segments.entries()) {
    const found = pattern.exec(parts[index] ?? '');
    if (!found) return null;
    names.forEach((name, at) => values.set(name, found[at + 1] ?? ''));
  }
  for (const { parameter, name, isOptional } of template.parameters) {
    const value = url.searchParams.get(parameter) ?? '';
    if (value === '' && !isOptional) return null;
    if (value !== '') values.set(name, encodeURIComponent(value));
  }
  return values;
}

/** The link itself, without the parameters that the template does not name. */
export function pruneLink(template: LinkTemplate, url: URL): string {
  const kept = template.parameters.flatMap(({ parameter }) => {
    const value = url.searchParams.get(parameter);
    return value ? [`${parameter}=${encodeURIComponent(value)}`] : [];
  });
  return `${url.origin}${url.pathname}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
}

/** Puts values in the place of `{name}`; parameters whose `{name?}` is missing are left out. */
export function fillLink(link: string, values: LinkValues): string {
  const { path, query } = splitLink(link);
  const filled = query
    .split('&')
    .filter((pair) => pair !== '' && namesIn(pair).every((name) => values.has(name)))
    .map((pair) => fill(pair, values));
  return fill(path, values) + (filled.length > 0 ? `?${filled.join('&')}` : '');
}

/** The names of all placeholders of a link to be filled. */
export function namesIn(link: string): string[] {
  return [...link.matchAll(/\{([a-z]\w{0,30})\??\}/gi)].map((found) => found[1] ?? '');
}

function fill(text: string, values: LinkValues): string {
  return text.replace(/\{([a-z]\w{0,30})\??\}/gi, (_, name: string) => values.get(name) ?? '');
}

/** The first question mark that stands outside of a placeholder divides path and parameters. */
function splitLink(text: string): { path: string; query: string } {
  const [path = ''] = /^(?:[^?{]|\{[^}?]*\}?)*/.exec(text) ?? [];
  return { path, query: text.slice(path.length + 1) };
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

function parseSegment(text: string): Segment | null {
  const pieces = [...text.matchAll(PIECE)];
  const isWhole = pieces.map(([piece]) => piece).join('') === text;
  const open = pieces.filter(([piece]) => piece === '*' || piece.startsWith('{'));
  if (!isWhole || open.length > MOST_OPEN) return null;
  const pattern = pieces.map(([piece, name, number]) => {
    if (name !== undefined) return number === undefined ? '([^/]+?)' : '(\\d+)';
    return piece === '*' ? '[^/]*' : piece.replace(/[.+?^$()[\]\\|]/g, '\\$&');
  });
  const names = pieces.flatMap(([, name]) => (name === undefined ? [] : [name]));
  return { pattern: new RegExp(`^${pattern.join('')}$`), names };
}

function parseParameter(text: string): Parameter | null {
  const [, parameter, name, mark] = PARAMETER.exec(text) ?? [];
  return parameter === undefined || name === undefined
    ? null
    : { parameter, name, isOptional: mark !== undefined };
}
