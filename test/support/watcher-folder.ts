import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WatcherFolder {
  readonly path: string;
  remove(): void;
}

/** A folder of watchers by id: modules in plain JavaScript, and recipes. */
export function writeWatchers(
  sources: Readonly<Record<string, string>>,
  recipes: Readonly<Record<string, string>> = {},
): WatcherFolder {
  const path = mkdtempSync(join(tmpdir(), 'ebb-watchers-'));
  for (const [id, source] of Object.entries(sources)) {
    mkdirSync(join(path, id));
    writeFileSync(join(path, id, 'index.js'), source);
  }
  for (const [id, recipe] of Object.entries(recipes)) {
    mkdirSync(join(path, id), { recursive: true });
    writeFileSync(join(path, id, 'recipe.yaml'), recipe);
  }
  return { path, remove: () => rmSync(path, { recursive: true }) };
}

/** The source of a watcher without faults for `ID.example`; `changes` are fields written over it. */
export function watcherSource(id: string, changes = ''): string {
  return `module.exports = {
    id: '${id}', name: 'The ${id} shop', homepage: 'https://${id}.example', maintainers: ['somebody'],
    hosts: ['${id}.example'], reads: 'page', minIntervalSeconds: 600,
    example: { url: 'https://${id}.example/7', key: '/7' },
    match: (url) => ({ key: url.pathname, url: url.href }),
    look: async () => ({ kind: 'not-a-product' }),
    ${changes}
  };`;
}

/**
 * A recipe without faults for `ID.example`, of a page with a heading and a price; `changes` are lines added
 * to it.
 */
export function recipeSource(id: string, changes = ''): string {
  return `name: The ${id} shop
homepage: https://${id}.example
maintainers: [somebody]
hosts: [${id}.example]
example: { url: https://${id}.example/p/7, key: '7' }
links: ['/p/{id}']
fields: { title: { css: h1 }, price: { css: .price } }
${changes}`;
}
