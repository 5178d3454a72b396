import { canonicalLink } from '../../reading/canonical-link';

/** Parameters that name the product where the path does not. */
const IDENTITY = /^(?:id|pid|product(?:_?id)?|item(?:_?id)?|article|art|sku)$/i;
/** Parameters that name a variant of the product. */
const VARIANT = /^(?:variant|variation|size|colou?r|model)(?:_?id)?$/i;
/** A number with words before or after it; shorter ones are as often sizes and years. */
const NUMBERED = /^(.*[-_])?([A-Za-z]*)\d{5,}(?:([-_]).*|(\.\w+)?)$/;
/** Three words or more: the product's name, or of too many categories to be told apart by it. */
const NAME = /^[^-]+(?:-[^-]+){2,}$/;
/** What nobody would read aloud: a name that a machine made. */
const TOKEN = /^(?=.{12})(?=.*(?:[a-z][A-Z]|[A-Za-z]\d[A-Za-z]))/;

/**
 * A guess at which links of a shop are products, made from one of them, as a recipe writes it. What looks
 * like the product's number tells products apart; without one, the last part of the path does.
 * @returns null when the link is a home page.
 */
export function guessLinks(link: string): string | null {
  const url = new URL(canonicalLink(link) ?? link);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const parameters = [...url.searchParams.keys()];
  const isNumbered = segments.some((segment) => guessNumber(segment) !== null);
  const identity = isNumbered ? undefined : parameters.find((name) => IDENTITY.test(name));
  const pairs = parameters.flatMap((name) => {
    if (name === identity) return [`${name}={id}`];
    return VARIANT.test(name) ? [`${name}={${name.replace(/\W/g, '')}?}`] : [];
  });
  if (segments.length === 0 && identity === undefined) return null;
  const path = identity === undefined ? guessPath(segments) : segments.map(keep);
  return `/${path.join('/')}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

function guessPath(segments: readonly string[]): string[] {
  const numbers = segments.map(guessNumber);
  const at = numbers.findLastIndex((number) => number !== null);
  return segments.map((segment, index) => {
    if (at >= 0 && index >= at) return numbers[index] ?? '*';
    if (index === at - 1 && NAME.test(segment)) return '*';
    if (index === segments.length - 1) return '{product}';
    return TOKEN.test(segment) ? `{part${index + 1}}` : keep(segment);
  });
}

/**
 * `12345-copper-pan` → `{id:number}-*`, `copper-pan-p12345.html` → `*-p{id:number}.html`; null: no number.
 */
function guessNumber(segment: string): string | null {
  if (/^\d+$/.test(segment)) return '{id:number}';
  const found = TOKEN.test(segment) ? null : NUMBERED.exec(segment);
  if (!found) return null;
  const [, words = '', letters = '', dash = '', ending = ''] = found;
  // With words on both sides the number is rarely the product's.
  if (words !== '' && dash !== '') return null;
  return `${words === '' ? '' : `*${words.slice(-1)}`}${letters}{id:number}${dash === '' ? ending : `${dash}*`}`;
}

/** A template cannot write these; what stands there may be anything. */
function keep(segment: string): string {
  return /[{}*?]/.test(segment) ? '*' : segment;
}
