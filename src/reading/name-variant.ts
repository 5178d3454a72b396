import { parseUrl } from '../core/parse-url';
import type { Candidate } from './candidate';
import { canonicalLink } from './canonical-link';
import { type PageIdentity, wordsOf } from './page-identity';

type Test = (offer: Candidate) => boolean;

/**
 * How the link that was followed can name one of several offers, the surest way first: it is the offer's own
 * link, it has the parameters of that, or one of its parameters is the offer's code. Parameters may stand in
 * the fragment. What the link leaves open, the forms of the page may have chosen: by the offer's code, or by
 * what its name alone has.
 */
export function waysToName(offers: readonly Candidate[], { url, selections }: PageIdentity): readonly Test[] {
  return [...(url ? waysOfLink(offers, url) : []), ...waysOfForms(offers, selections, url)];
}

function waysOfLink(offers: readonly Candidate[], url: URL): readonly Test[] {
  // A link without parameters names the page, not one of its offers, unless each offer has a link.
  const areLinked = offers.every((offer) => linkOf(offer, url) !== null);
  const asked = [...url.searchParams, ...new URLSearchParams(url.hash.slice(1))];
  const values = new Set(asked.map(([, value]) => value));
  const here = canonicalLink(url.href);
  const isHere = (link: URL | null): boolean =>
    link !== null && (link.search !== '' || areLinked) && canonicalLink(link.href) === here;
  return [
    (offer) => isHere(linkOf(offer, url)),
    (offer) => isAskedFor(linkOf(offer, url), asked),
    (offer) => hasCode(offer, values),
  ];
}

function waysOfForms(
  offers: readonly Candidate[],
  selections: readonly string[],
  url: URL | null,
): readonly Test[] {
  const values = new Set(selections);
  const words = new Set(selections.flatMap(wordsOf));
  const ownValues = partNotShared(offers, (offer) => [...(linkOf(offer, url)?.searchParams.values() ?? [])]);
  const ownWords = partNotShared(offers, wordsOfName);
  return [
    (offer) => hasCode(offer, values),
    (offer) => areAllAmong(ownValues(offer), values),
    (offer) => areAllAmong(ownWords(offer), words),
  ];
}

type Parts = (offer: Candidate) => readonly string[];

/** What tells an offer from the others: what not all of them have. */
function partNotShared(offers: readonly Candidate[], partsOf: Parts): Parts {
  const [first, ...others] = offers.map((offer) => new Set(partsOf(offer)));
  const shared = new Set([...(first ?? [])].filter((part) => others.every((parts) => parts.has(part))));
  return (offer) => partsOf(offer).filter((part) => !shared.has(part));
}

function areAllAmong(parts: readonly string[], chosen: ReadonlySet<string>): boolean {
  return parts.length > 0 && parts.every((part) => chosen.has(part));
}

function wordsOfName({ variant, product }: Candidate): readonly string[] {
  return wordsOf(variant ?? product.title ?? '');
}

/** Shorter ones are counts and sizes. */
const SHORTEST_CODE = 3;

function hasCode(offer: Candidate, values: ReadonlySet<string>): boolean {
  return idsOf(offer).some((id) => id.length >= SHORTEST_CODE && values.has(id));
}

function linkOf(offer: Candidate, page: URL | null): URL | null {
  const link = offer.url ?? offer.product.url;
  return link === null ? null : parseUrl(link, page ?? undefined);
}

function isAskedFor(link: URL | null, asked: readonly (readonly [string, string])[]): boolean {
  const wanted = [...(link?.searchParams ?? [])];
  const isAsked = ([name, value]: readonly [string, string]): boolean =>
    asked.some((each) => each[0] === name && each[1] === value);
  return wanted.length > 0 && wanted.every(isAsked);
}

function idsOf({ ids, product }: Candidate): readonly string[] {
  return [...ids, ...product.ids];
}
