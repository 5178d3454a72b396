import { parseUrl } from '../../core/parse-url';
import type { Page } from '../../reading/read-page';
import { makeAnswer } from '../../watcher-api/answer';
import { findElements } from '../../watcher-api/page-elements';
import { matchLink, parseLinkTemplate, pruneLink } from '../recipe/link-template';
import { guessLinks } from './guess-links';
import type { ShopFacts } from './shop-facts';

/** What the page of one product lets suppose of its shop; to be confirmed by a person. */
export interface Sample {
  readonly host: string;
  readonly name: string;
  /** null when the link names no product. */
  readonly links: string | null;
}

/** @param page as it was got; its link is where it lies after redirects. */
export function describeSample(page: Page): Sample {
  const host = new URL(page.url).host.replace(/^www\./, '');
  const name = findElements(makeAnswer(page)).attribute('meta[property="og:site_name"]', 'content');
  return { host, name: name?.slice(0, 100) ?? host, links: guessLinks(page.url) };
}

/** The links of a product, made one: its page as the watcher will ask for it, and its example. */
export function settleSample(
  pasted: string,
  page: Page,
  facts: Omit<ShopFacts, 'homepage' | 'example'>,
): { readonly shop: ShopFacts; readonly page: Page } | { readonly fault: string } {
  const template = parseLinkTemplate(facts.links);
  if ('fault' in template) return { fault: `${facts.links} ${template.fault}` };
  for (const link of [pasted, page.url]) {
    const url = parseUrl(link);
    const values = url && matchLink(template, url);
    if (!url || !values) continue;
    const key = template.names
      .map((name) => values.get(name) ?? '')
      .join('/')
      .replace(/\/+$/, '');
    const homepage = url.origin;
    return {
      shop: { ...facts, homepage, example: { url: link, key } },
      page: { ...page, url: pruneLink(template, url) },
    };
  }
  return { fault: `${facts.links} does not take the link ${page.url}` };
}
