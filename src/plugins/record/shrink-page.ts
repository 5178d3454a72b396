/** Parts of a page that no reader looks at, each with what is left of it. */
const DISPENSABLE: readonly (readonly [RegExp, string])[] = [
  [/<style\b[^>]{0,500}>[^]*?<\/style>/gi, ''],
  [/<svg\b[^>]{0,2000}>[^]*?<\/svg>/gi, ''],
  [/<noscript\b[^>]{0,500}>[^]*?<\/noscript>/gi, ''],
  [/<!--[^]*?-->/g, ''],
  [/\bdata:[\w/+.-]{1,50};base64,[\w+/=]{100,}/g, 'data:,'],
  // Scripts that only do things; what holds data has a type, an id, or assigns state.
  [/<script(?![^>]{0,1000}\b(?:type|id)=)[^>]{0,1000}>(?:(?!<\/script>|price|offers)[^])*<\/script>/gi, ''],
  [/[ \t]{2,}/g, ' '],
  [/\s*\n\s*/g, '\n'],
];

/**
 * A page without styles, drawings, comments and scripts that hold no prices: a recording lies in the
 * repository for years.
 */
export function shrinkPage(html: string): string {
  return DISPENSABLE.reduce((rest, [pattern, by]) => rest.replace(pattern, by), html);
}
