import type { PageFacts } from './page-facts';
import type { PageHints } from './read-amount';

/** Country-code domains that are sold as if they were none. */
const GENERIC_DOMAINS = new Set(['ai', 'io', 'co', 'me', 'tv', 'fm', 'cc', 'ws', 'to', 'gg', 'ly', 'eu']);

/**
 * Language and country of a page, from what it says itself (`lang`, `og:locale`, the link's first folders) and
 * then from the shop's domain.
 */
export function readHints(facts: PageFacts, url: URL | null): PageHints {
  const locale = facts.metas.find((meta) => meta.name === 'og:locale')?.content ?? null;
  const language = normalise(facts.language) ?? normalise(locale);
  const country =
    regionOf(folderLocale(url)) ??
    regionOfDomain(url) ??
    regionOf(normalise(facts.language)) ??
    regionOf(normalise(locale));
  return { ...(language === null ? {} : { language }), ...(country === null ? {} : { country }) };
}

function normalise(language: string | null): string | null {
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{2}|\d{3}|[a-z]{4}))?/i.exec(language?.trim() ?? '');
  return match ? match[0].replace('_', '-') : null;
}

function regionOf(language: string | null): string | null {
  return /[-_]([a-z]{2})$/i.exec(language ?? '')?.[1]?.toUpperCase() ?? null;
}

/** `/gb/en/…` and `/en-gb/…`: shops of the whole world part their countries so. */
function folderLocale(url: URL | null): string | null {
  const path = url?.pathname ?? '';
  const joined = /^\/([a-z]{2}[-_][a-z]{2})(?:\/|$)/i.exec(path)?.[1];
  if (joined !== undefined) return joined;
  const [, country, language] = /^\/([a-z]{2})\/([a-z]{2})(?:\/|$)/i.exec(path) ?? [];
  return country === undefined || language === undefined ? null : `${language}-${country}`;
}

function regionOfDomain(url: URL | null): string | null {
  const last = url?.hostname.split('.').at(-1) ?? '';
  if (!/^[a-z]{2}$/.test(last) || GENERIC_DOMAINS.has(last)) return null;
  return last === 'uk' ? 'GB' : last.toUpperCase();
}
