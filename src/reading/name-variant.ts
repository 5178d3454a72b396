import { parseUrl } from '../core/parse-url';
import type { Candidate } from './candidate';
import { canonicalLink } from './canonical-link';
import type { PageIdentity } from './page-identity';

type Test = (offer: Candidate) => boolean;

/**
 * How the link that was followed can name one of several offers, the surest way first: it is the offer's own link, it
 * has the parameters of that, or one of its parameters is the offer's code. Parameters may stand in the fragment.
 */
export function waysToName(offers: readonly Candidate[], { url }: PageIdentity): readonly Test[] {
  if (!url) return [];
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
    (offer) => idsOf(offer).some((id) => id.length >= 3 && values.has(id)),
  ];
}

function linkOf(offer: Candidate, page: URL): URL | null {
  const link = offer.url ?? offer.product.url;
  return link === null ? null : parseUrl(link, page);
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
