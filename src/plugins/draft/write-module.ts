import { type LinkTemplate, parseLinkTemplate } from '../recipe/link-template';
import { quote } from './quote';
import type { ShopFacts } from './shop-facts';

/** TypeScript in a checkout of Ebb, which compiles it; JavaScript elsewhere, so that it runs as it is. */
export type ModuleLanguage = 'ts' | 'js';

/** Stands where the selector of the price is to be written. */
const UNWRITTEN = '.still-to-write';

/**
 * The source of a watcher that reads pages.
 * @param misread is the price not where Ebb looks for it? Then the selector is still to be written.
 */
export function writeModule(shop: ShopFacts, language: ModuleLanguage, misread: boolean): string {
  const names = misread
    ? ['LookFailure', 'buildOffer', 'defineWatcher', 'findElements', 'readMoney', 'toReading']
    : ['defineWatcher', 'readPage'];
  const template = parseLinkTemplate(shop.links);
  if ('fault' in template) throw new Error(`${shop.links} ${template.fault}`);
  return `${importNames(names, language)}
/** Which links are products; what the brackets find is the product's key. */
const PRODUCT = ${pathPattern(template)};
${misread ? `\n/** The element that shows the price. */\nconst PRICE = ${quote(UNWRITTEN)};\n` : ''}
${language === 'ts' ? 'export default' : 'module.exports ='} defineWatcher({
  id: ${quote(shop.id)},
  name: ${quote(shop.name)},
  homepage: ${quote(shop.homepage)},
  maintainers: [${shop.maintainers.map(quote).join(', ')}],
  hosts: [${shop.hosts.map(quote).join(', ')}],
  reads: 'page',
  minIntervalSeconds: 900,
  example: {
    url: ${quote(shop.example.url)},
    key: ${quote(shop.example.key)},
  },

  match(url) {
${template.parameters.length > 0 ? matchWithParameters(template) : MATCH}
  },

  async look({ url }, { http }) {
${misread ? lookAtElements(shop) : LOOK}
  },
});
`;
}

function importNames(names: readonly string[], language: ModuleLanguage): string {
  const listed =
    names.length > 2 ? `{\n${names.map((name) => `  ${name},\n`).join('')}}` : `{ ${names.join(', ')} }`;
  return language === 'ts'
    ? `import ${listed} from '../../src/watcher-api';\n`
    : `'use strict';\nconst ${listed} = require('ebb/watcher');\n`;
}

const MATCH = `    const found = PRODUCT.exec(url.pathname);
    return found && { key: found.slice(1).join('/'), url: \`\${url.origin}\${url.pathname}\` };`;

const LOOK = `    return readPage(await http.get(url, { accept: 'html' }));`;

function matchWithParameters({ parameters }: LinkTemplate): string {
  const required = parameters.filter(({ isOptional }) => !isOptional).map(({ parameter }) => parameter);
  const lacks = required.map((name) => ` || !url.searchParams.get(${quote(name)})`).join('');
  return `    const found = PRODUCT.exec(url.pathname);
    if (!found${lacks}) return null;
    const product = new URL(url.pathname, url);
    for (const name of [${parameters.map(({ parameter }) => quote(parameter)).join(', ')}]) {
      const value = url.searchParams.get(name);
      if (value) product.searchParams.set(name, value);
    }
    return { key: [...found.slice(1), ...product.searchParams.values()].join('/'), url: product.href };`;
}

function lookAtElements({ id, name }: ShopFacts): string {
  return `    const page = findElements(await http.get(url, { accept: 'html' }));
    const shown = page.text(PRICE);
    const price = readMoney(shown);
    if (!price)
      throw new LookFailure({ kind: 'unreadable', why: \`No price and currency is found at \${PRICE}.\` });
    return toReading(
      buildOffer({
        title: page.text('h1') ?? ${quote(name)},
        url,
        price,
        availability: 'unknown',
        source: ${quote(id)},
        snippet: shown ?? '',
      }),
    );`;
}

function pathPattern({ segments }: LinkTemplate): string {
  const patterns = segments.map(({ pattern }) => `\\/${pattern.source.slice(1, -1)}`);
  return `/^${patterns.join('')}\\/?$/`;
}
