import { LONGEST_LINK, parseUrl } from '../core/parse-url';

/** Longer texts are not read to their end, and were perhaps cut off by their channel. */
export const LONGEST_TEXT = 60_000;

/** Zero-width and direction marks that share sheets and editors leave in a text. */
const MARKS = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g;

/** What can stand in a link: no blanks, quotes or angle brackets, no East Asian full stops and brackets. */
const IN_LINK = String.raw`[^\s<>"“”„«»{}|\\^${'`'}，。；：！？、（）【】「」『』《》]`;
const WITH_SCHEME = new RegExp(`[a-z][a-z0-9+.-]{0,30}://${IN_LINK}+`, 'giu');
const BETWEEN_WORDS = /[\s<>"“”„«»{}|\\^`，。；：！？、（）【】「」『』《》()[\]]+/u;

/** A host of letters and a top-level domain, then a port or a path. */
const BARE_HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,10}\p{L}{2,63}(?::\d{1,5})?(?:[/?#].*)?$/u;

/**
 * Finds the links in any text: prose, brackets, Markdown, HTML, shared by an app, with or without a scheme.
 * A link without a scheme needs "www." or a path, so that "e.g." and "file.txt" are none.
 * @returns them in order, each once, with a scheme: not only http(s), so that others can be refused.
 */
export function findLinks(text: string): readonly string[] {
  const plain = text.slice(0, LONGEST_TEXT).replace(MARKS, '').replaceAll('&amp;', '&');
  const found: { at: number; link: string }[] = [];
  const rest = plain.replace(WITH_SCHEME, (match, at: number) => {
    found.push({ at, link: trimLink(keepOneScheme(match)) });
    return ' '.repeat(match.length);
  });
  found.push(...findBareLinks(rest));
  return dropDoubles(found.sort((a, b) => a.at - b.at).map(({ link }) => link));
}

/** In "seehttps://…" the scheme begins later; "[a](b)" written as "a](b)" ends at the bracket. */
function keepOneScheme(match: string): string {
  const scheme = /https?:\/\//i.exec(match.slice(0, match.indexOf('://') + 3));
  const link = scheme ? match.slice(scheme.index) : match;
  const bracket = link.indexOf('](');
  return bracket === -1 ? link : link.slice(0, bracket);
}

function findBareLinks(text: string): { at: number; link: string }[] {
  const found: { at: number; link: string }[] = [];
  let from = 0;
  for (const word of text.split(BETWEEN_WORDS)) {
    const at = text.indexOf(word, from);
    from = at + word.length;
    const bare = trimLink(word.replace(/^[^\p{L}\p{N}]+/u, ''));
    const isLink = BARE_HOST.test(bare) && (bare.includes('/') || /^www\./i.test(bare));
    if (isLink) found.push({ at, link: `https://${bare}` });
  }
  return found;
}

/** Takes off the punctuation of the sentence round a link, and closing brackets that it did not open. */
function trimLink(link: string): string {
  const unopened = { ')': count(link, ')') - count(link, '('), ']': count(link, ']') - count(link, '[') };
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link.charAt(end - 1);
    if (last === ')' || last === ']') {
      if (unopened[last] <= 0) break;
      unopened[last] -= 1;
    } else if (!/[.,;:!?'’‘*_~]/.test(last)) break;
  }
  return link.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function dropDoubles(links: readonly string[]): readonly string[] {
  const byAddress = new Map<string, string>();
  for (const link of links) {
    // To parse a long host takes time that grows with its square.
    const address = link.length > LONGEST_LINK ? link : (parseUrl(link)?.href ?? link);
    if (!byAddress.has(address)) byAddress.set(address, link);
  }
  return [...byAddress.values()];
}
