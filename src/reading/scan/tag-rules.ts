/** What the HTML standard says of elements that begin, end or hold text in a way of their own. */

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Have no content and no end tag. */
export const VOID = names(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);

/** Begin a part in which a tag may end itself (`<path/>`) … */
export const FOREIGN = names('math svg');
/** … and within it, a part in which it may not. */
export const INTEGRATION = names('mi mo mn ms mtext annotation-xml foreignobject desc title');

/** Hold text only, up to their end tag. */
export const RAW_TEXT = names('script style title textarea xmp');

/** By the element that begins: which elements, open innermost, end by that (https://html.spec.whatwg.org/#optional-tags). */
export const ENDED_BY: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
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
  }).flatMap(([begun, ended]) => begun.split(' ').map((name) => [name, names(ended)] as const)),
);
