import { toCents } from './cents';

/** What a message says of a product, in the line that begins with its title. */
export interface Statement {
  readonly product: string;
  /** In cents; null: the line names none, it is no announcement of a price. */
  readonly price: number | null;
  readonly inStock: boolean;
}

/**
 * `alert`: news of one product; `digest`: of several; `trouble`: a product can no longer be read, or can
 * again. These are unasked. `test`, `reminder`: what was asked for. `question`: an open question again.
 * `other`: what the text does not tell.
 */
export interface Said {
  readonly kind: 'alert' | 'digest' | 'trouble' | 'test' | 'reminder' | 'question' | 'other';
  readonly statements: readonly Statement[];
  /** A digest leaves products out: “… and 2 more”. */
  readonly hasMore: boolean;
}

const KINDS: readonly (readonly [Said['kind'], RegExp])[] = [
  ['test', /^Test alert:/],
  ['digest', /^(?:On another matter: )?News about \d+ of your products/],
  ['reminder', /you asked me to remind you/],
  ['alert', /^(?:About )?#\d+ .*\n(?:.*\n)*?You asked (?:for|to hear) /],
  ['trouble', /I will tell you once when it works again|I can read it again/],
  ['question', /^(?:Back to where we were|Your question is still open)/],
];
const LINE = /^(?:Test alert: |About )?#\d+ (.*)$/;
const AMOUNT = /€\s?([\d.,]*\d)|([\d.,]*\d)\s?€/;

/** Reads a message as a person reads it: by its words. */
export function readPost(text: string, titles: ReadonlyMap<string, string>): Said {
  const kind = KINDS.find(([, words]) => words.test(text))?.[0] ?? 'other';
  const lines = kind === 'digest' ? text.split('\n') : text.split('\n', 1);
  return {
    kind,
    statements: lines.flatMap((line) => readLine(line, titles)),
    hasMore: kind === 'digest' && /^… and \d+ more$/m.test(text),
  };
}

/** Does an answer say that what was asked for could not be done? */
export function deniesTurn(text: string): boolean {
  return /I could not do that/.test(text);
}

function readLine(line: string, titles: ReadonlyMap<string, string>): readonly Statement[] {
  const said = LINE.exec(line)?.[1];
  const known = [...titles].find(([, title]) => said?.startsWith(title));
  if (said === undefined || known === undefined) return [];
  const [product, title] = known;
  const amount = AMOUNT.exec(said.slice(title.length));
  const price = amount ? readAmount(amount[1] ?? amount[2]!) : null;
  return [{ product, price, inStock: !said.includes('out of stock') }];
}

/** The last two digits after a separator are cents, in whichever language. */
function readAmount(text: string): number {
  const [, units = text, cents = '00'] = /^(.*)[.,](\d\d)$/.exec(text) ?? [];
  return toCents(`${units.replace(/[.,]/g, '')}.${cents}`)!;
}
