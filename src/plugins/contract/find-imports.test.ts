import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findForeignImports } from './find-imports';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ebb-imports-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function findIn(source: string): string[] {
  writeFileSync(join(folder, 'index.ts'), source);
  return findForeignImports(folder);
}

it.each([
  "import { z } from '../../src/watcher-api';",
  "const { z } = require('ebb/watcher');",
  "import { readProduct } from './read-product';",
  "// import fs from 'node:fs'; see https://shop.example/import",
])('lets pass: %s', (source) => expect(findIn(source)).toEqual([]));

it.each([
  ["import { readFileSync } from 'node:fs';", 'index.ts imports node:fs'],
  ["const { get } = require('http');", 'index.ts imports http'],
  ["await import('../../src/storage/schema');", 'index.ts imports ../../src/storage/schema'],
  ["import axios from 'axios';", 'index.ts imports axios'],
  ['const key = process.env.KEY;', 'index.ts uses process'],
  ['const fs = require(name);', 'index.ts uses require'],
  ["await fetch('https://shop.example');", 'index.ts uses fetch'],
  ['await fetch(url);', 'index.ts uses fetch'],
  ['new Function(text)();', 'index.ts uses new Function'],
])('finds: %s', (source, fault) => {
  const found = findIn(source);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(fault);
});

it('does not look into tests', () => {
  writeFileSync(join(folder, 'index.test.ts'), "import 'node:fs';");
  expect(findForeignImports(folder)).toEqual([]);
});
