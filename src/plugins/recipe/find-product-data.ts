import { parseTolerantJson } from '../../reading/tolerant-json';
import type { PageElements } from '../../watcher-api/page-elements';

const MOST_BLOCKS = 50;
const PRODUCT = /(?:^|[/#:])(?:Product|ProductGroup|IndividualProduct|ProductModel|Vehicle|Book|Event)$/;

/** What the JSON-LD of a page says about a product: its first node of that type, or its only node. */
export function findProductData(page: PageElements): unknown {
  const nodes = page
    .sources('script[type="application/ld+json"]')
    .slice(0, MOST_BLOCKS)
    .flatMap((block) => openGraph(parseTolerantJson(block)));
  return nodes.find(isProduct) ?? (nodes.length === 1 ? nodes[0] : undefined);
}

function openGraph(json: unknown): unknown[] {
  const nodes = Array.isArray(json) ? (json as unknown[]) : [json];
  return nodes.flatMap((node) => {
    const graph = isObject(node) && Object.hasOwn(node, '@graph') ? node['@graph'] : undefined;
    return Array.isArray(graph) ? (graph as unknown[]) : [node];
  });
}

function isProduct(node: unknown): boolean {
  if (!isObject(node) || !Object.hasOwn(node, '@type')) return false;
  const types = Array.isArray(node['@type']) ? (node['@type'] as unknown[]) : [node['@type']];
  return types.some((type) => typeof type === 'string' && PRODUCT.test(type));
}

function isObject(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null;
}
