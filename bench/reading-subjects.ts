import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load } from 'cheerio';
import { Parser } from 'htmlparser2';
import { toDecimal } from '../src/core/money';
import { chosenOffer } from '../src/core/reading';
import { readPriceText } from '../src/reading/price-text';
import { type Page, readPage } from '../src/reading/read-page';

/** What any reader has to beat: they only parse the page. */
export const YARDSTICKS = ['cheerio.load', 'htmlparser2'] as const;
/** Other readers, of the folder given by `--peers`. */
export const PEERS = ['web-auto-extractor', 'metascraper', 'open-graph-scraper'] as const;

export type SubjectName = (typeof YARDSTICKS)[number] | (typeof PEERS)[number] | 'ebb';

/** @returns the price as a plain decimal, or null. */
export type Subject = (page: Page) => string | null | Promise<string | null>;

/** @param peers a folder whose node_modules has the other readers. */
export function loadSubject(name: SubjectName, peers: string): Subject {
  return LOADERS[name](createRequire(join(peers, 'package.json')));
}

const LOADERS: Readonly<Record<SubjectName, (requirePeer: NodeJS.Require) => Subject>> = {
  'cheerio.load': () => (page) => {
    load(textOf(page));
    return null;
  },
  htmlparser2: () => (page) => {
    countParts(textOf(page));
    return null;
  },
  'web-auto-extractor': loadWebAutoExtractor,
  metascraper: loadMetascraper,
  'open-graph-scraper': loadOpenGraphScraper,
  ebb: () => (page) => {
    const price = chosenOffer(readPage(page))?.price;
    return price ? toDecimal(price) : null;
  },
};

function textOf({ body }: Page): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** Elements, attributes and characters of text: the least that a pass can do. */
function countParts(html: string): number {
  let parts = 0;
  const parser = new Parser({
    onopentag: () => (parts += 1),
    onattribute: () => (parts += 1),
    ontext: (text) => (parts += text.length),
  });
  parser.end(html);
  return parts;
}

type Described = Readonly<Record<string, unknown>>;

function loadWebAutoExtractor(requirePeer: NodeJS.Require): Subject {
  const loaded = requirePeer('web-auto-extractor') as { default: () => { parse(html: string): Described } };
  return (page) => {
    const { jsonld, microdata, rdfa, metatags } = loaded.default().parse(textOf(page));
    const products = [jsonld, microdata, rdfa].flatMap((part) => listUnder(part, 'Product'));
    const offers = products.flatMap((product) => listUnder(product, 'offers'));
    const metas = ['product:price:amount', 'og:price:amount'].flatMap((name) => listUnder(metatags, name));
    const values = [
      ...offers.flatMap((offer) => [...listUnder(offer, 'price'), ...listUnder(offer, 'lowPrice')]),
      ...metas,
    ];
    return values.map(decimalOf).find((price) => price !== null) ?? null;
  };
}

function listUnder(described: unknown, name: string): unknown[] {
  return [(described as Described | undefined)?.[name] ?? []].flat();
}

function loadMetascraper(requirePeer: NodeJS.Require): Subject {
  const create = requirePeer('metascraper') as (
    rules: unknown[],
  ) => (page: { url: string; html: string }) => Promise<Described>;
  const shopping = requirePeer('@samirrayani/metascraper-shopping') as () => unknown;
  const scrape = create([shopping()]);
  return async (page) => {
    const url = page.url === '' ? 'https://example.com/' : page.url;
    return decimalOf((await scrape({ url, html: textOf(page) }))['price']);
  };
}

function loadOpenGraphScraper(requirePeer: NodeJS.Require): Subject {
  const scrape = requirePeer('open-graph-scraper') as (options: object) => Promise<{ result: Described }>;
  return async (page) => {
    try {
      const { result } = await scrape({ html: textOf(page) });
      return decimalOf(result['productPriceAmount'] ?? result['ogPriceAmount']);
    } catch {
      return null;
    }
  };
}

function decimalOf(price: unknown): string | null {
  return typeof price === 'number' || typeof price === 'string' ? readPriceText(String(price)).price : null;
}
