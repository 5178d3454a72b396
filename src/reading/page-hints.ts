import type { PageFacts } from './page-facts';
import type { PageHints } from './read-amount';

/** Country-code domains that are sold as if they were none. */
const GENERIC_DOMAINS = new Set(['ai', 'io', 'co', 'me', 'tv', 'fm', 'cc', 'ws', 'to', 'gg', 'ly', 'eu']);

/**
 * Language and country of a page, from what it says itself (the link's first folders, the shop's domain,
 * `lang`,
 * `og:locale`). An English page that says no more is taken for American: all other countries use to say so.
 */
export function readHints(facts: PageFacts, url: URL | null): PageHints {
  const declared = normalise(facts.language);
  const locale = normalise(facts.metas.find((meta) => meta.name === 'og:locale')?.content ?? null);
  const language = declared ?? locale;
  const said = [folderLocale(url), regionOfDomain(url), declared, locale];
  const country =
    said.map(regionOf).find((region) => region !== null) ??
    (isEnglish(language) && url !== null ? 'US' : null);
  return { ...(language === null ? {} : { language }), ...(country === null ? {} : { country }) };
}

function isEnglish(language: string | null): boolean {
  return language === null || /^en\b/i.test(language);
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
  return last === 'uk' ? 'und-GB' : `und-${last}`;
}
