import { quote } from './quote';
import type { ShopFacts } from './shop-facts';

/** @param checked ISO date of the day on which the shop was looked at. */
export function writeReadme({ name, hosts, links, example }: ShopFacts, checked: string): string {
  return `# ${name}

Reads product pages of ${hosts.join(', ')}.

- **Links:** \`${links}\`; what stands in the placeholders is the key.
- **Limits:** made from one page, ${example.url}; sold-out products and variants were not looked at yet.

Checked: ${checked}.
`;
}

/** Every watcher tells its own products from everything else. */
export function writeModuleTest({ links, example, homepage }: ShopFacts): string {
  return `import watcher from './index';

// Products have links like ${links}
it.each([
  [${quote(example.url)}, ${quote(example.key)}],
  [${quote(new URL('/', homepage).href)}, null],
])('takes %s as %j', (link, key) => {
  expect(watcher.match(new URL(link), {})?.key ?? null).toBe(key);
});
`;
}

/** What makes a folder with `watchers/` an npm package that Ebb can be told to load. */
export function writePackage(id: string): string {
  const description = {
    name: `ebb-watcher-${id}`,
    version: '0.1.0',
    description: 'Watchers for Ebb',
    keywords: ['ebb', 'ebb-watcher'],
    files: ['watchers'],
    scripts: { test: 'ebb watchers test' },
    peerDependencies: { ebb: '>=0.1.0' },
    // Whoever runs Ebb has it; npm must not look for one of its own.
    peerDependenciesMeta: { ebb: { optional: true } },
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}
