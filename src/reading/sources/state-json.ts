import { parseTolerantJson } from '../tolerant-json';

const MOST_BLOCKS = 40;
/** What stands right before the data: `window.__STATE__ = `, `dataLayer.push(`, `JSON.parse(`. */
const OPENING = /(?:=|\bpush\()\s*(?=[[{])/g;
/** Shorter data describe no product. */
const SHORTEST = 40;

/**
 * The JSON values in the scripts of a page that are data by themselves or are assigned; what cannot be read
 * is left out.
 */
export function readStateJson(scripts: readonly string[]): unknown[] {
  const values: unknown[] = [];
  for (const script of scripts) {
    for (const text of findLiterals(script)) {
      if (values.length >= MOST_BLOCKS) return values;
      const value = parseTolerantJson(text);
      if (value !== undefined) values.push(value);
    }
  }
  return values;
}

function findLiterals(script: string): string[] {
  if (/^\s*[[{]/.test(script)) return [script];
  const literals: string[] = [];
  let end = 0;
  for (const match of script.matchAll(OPENING)) {
    const start = match.index + match[0].length;
    if (start < end) continue;
    end = endOfLiteral(script, start);
    if (end - start >= SHORTEST && /price/i.test(script.slice(start, end)))
      literals.push(script.slice(start, end));
  }
  return literals;
}

/** Behind the bracket that closes the one at `start`; the end of the script when none does. */
function endOfLiteral(script: string, start: number): number {
  let depth = 0;
  for (let at = start; at < script.length; at++) {
    const character = script[at];
    if (character === '"' || character === "'") at = endOfString(script, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return script.length;
}

/** Where the quote stands that closes the one at `start`; the end of the script when none does. */
function endOfString(script: string, start: number): number {
  for (let at = start + 1; at < script.length; at++) {
    if (script[at] === '\\') at += 1;
    else if (script[at] === script[start]) return at;
  }
  return script.length;
}
