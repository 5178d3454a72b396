import { parseUrl } from '../core/parse-url';
import type { ProductIdentity } from '../core/reading';
import { canonicalLink } from './canonical-link';
import type { PageFacts } from './page-facts';

/**
 * The link by which the page names itself, where it may: within the same host ("www." aside). A home page, or
 * a link to another shop, is a fault of the page; then it is the link that was asked for.
 */
export function makeCanonical(facts: PageFacts, asked: string): { canonical?: ProductIdentity } {
  const own = canonicalLink(asked);
  if (own === null) return {};
  const named = [facts.canonical, facts.metas.find((meta) => meta.name === 'og:url')?.content ?? null];
  const trusted = named.map((link) => trustedLink(link, own)).find((link) => link !== null);
  const url = trusted ?? own;
  return { canonical: { key: url, url } };
}

function trustedLink(link: string | null, own: string): string | null {
  const target = link === null || link.trim() === '' ? null : parseUrl(link, own);
  if (!target) return null;
  const here = new URL(own);
  if (
    bareHost(target) !== bareHost(here) ||
    (target.pathname === '/' && target.search === '' && here.pathname !== '/')
  )
    return null;
  return canonicalLink(withVariant(target, here));
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^www\./, '');
}

/** A canonical link leaves out which variant was asked for; the product does not. */
function withVariant(target: URL, asked: URL): string {
  const link = new URL(target);
  for (const [name, value] of asked.searchParams) {
    if (
      /^(?:variant|variation|variantid|sku|skuid|colou?r|size)$/i.test(name) &&
      !link.searchParams.has(name)
    )
      link.searchParams.append(name, value);
  }
  if (link.hash === '') link.hash = asked.hash;
  return link.href;
}
