import { MARKS } from '../page-facts';
import type { PageBytes } from './page-bytes';
import { NameTable } from './name-table';

/** What is known of an element by its name alone. */
export interface TagRule {
  /** Lower case. */
  readonly name: string;
  /** Has no content and no end tag. */
  readonly isVoid: boolean;
  /** Begins a part in which a tag may end itself (`<path/>`) … */
  readonly isForeign: boolean;
  /** … and within it, a part in which it may not. */
  readonly isIntegration: boolean;
  /** Holds text only, up to its end tag. */
  readonly isRawText: boolean;
  /** Which elements, open innermost, end where it begins (https://html.spec.whatwg.org/#optional-tags). */
  readonly ends: ReadonlySet<string> | null;
  /** Nobody sees what is in it. */
  readonly isNeverShown: boolean;
  /** Its text stands in one line with the text around it. */
  readonly isInline: boolean;
  /** 1 to 6 for a heading, else 0. */
  readonly headingLevel: number;
  /** Bits of `MARKS` for its text. */
  readonly marks: number;
}

const VOID =
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr';
const FOREIGN = 'math svg';
const INTEGRATION = 'mi mo mn ms mtext annotation-xml foreignobject desc title';
const RAW_TEXT = 'script style title textarea xmp';
const ENDS: Readonly<Record<string, string>> = {
  'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form':
    'p',
  'header hr main nav ol pre section table ul': 'p',
  'select input output button datalist textarea': 'input option optgroup select button datalist textarea',
  tr: 'tr th td',
  th: 'th',
  td: 'thead th td',
  body: 'head link script',
  li: 'li',
  option: 'option',
  optgroup: 'optgroup option',
  'dd dt': 'dd dt',
  'rt rp': 'rt rp',
  'tbody tfoot': 'thead tbody',
};
const NEVER_SHOWN = 'script style template noscript head title textarea svg iframe object';
const INLINE =
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter noscript q ruby s samp ' +
  'small span strike strong sub sup time tt u var wbr link meta script style template svg';
const MARKED: Readonly<Record<string, number>> = {
  's strike del': MARKS.old,
  sup: MARKS.raised,
  'nav footer aside': MARKS.aside,
  a: MARKS.link,
  h1: MARKS.mainHeading | MARKS.heading,
  'h2 h3 h4 h5 h6': MARKS.heading,
  button: MARKS.button,
  select: MARKS.option,
};
/** Have no rule; they come so often that they are worth an entry. */
const PLAIN =
  'html center thead path use g picture defs symbol rect circle polygon video audio canvas figure';

function namesIn(text: string): string[] {
  return text.split(' ');
}

function makeRule(name: string): TagRule {
  const isIn = (names: string): boolean => namesIn(names).includes(name);
  const valuesFor = <Value>(table: Readonly<Record<string, Value>>): Value[] =>
    Object.entries(table).flatMap(([names, value]) => (isIn(names) ? [value] : []));
  const [ends] = valuesFor(ENDS);
  const [marks = 0] = valuesFor(MARKED);
  return {
    name,
    isVoid: isIn(VOID),
    isForeign: isIn(FOREIGN),
    isIntegration: isIn(INTEGRATION),
    isRawText: isIn(RAW_TEXT),
    ends: ends === undefined ? null : new Set(namesIn(ends)),
    isNeverShown: isIn(NEVER_SHOWN),
    isInline: isIn(INLINE),
    headingLevel: /^h[1-6]$/.test(name) ? Number(name[1]) : 0,
    marks,
  };
}

const LISTED = [VOID, FOREIGN, INTEGRATION, RAW_TEXT, NEVER_SHOWN, INLINE, PLAIN]
  .concat(Object.keys(ENDS), Object.values(ENDS), Object.keys(MARKED))
  .flatMap(namesIn);
const rules = new NameTable([...new Set(LISTED)].map((name) => [name, makeRule(name)] as const));
const NO_RULE = makeRule('');

/** @returns the rule of the element whose name stands there. */
export function ruleAt(page: PageBytes, start: number, end: number): TagRule {
  return rules.find(page.bytes, start, end) ?? { ...NO_RULE, name: page.rawText(start, end).toLowerCase() };
}
