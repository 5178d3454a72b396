import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const CONFIG = '.dependency-cruiser.cjs';
const rules = jest
  .requireActual<{ forbidden: { name: string }[] }>(join(ROOT, CONFIG))
  .forbidden.map((rule) => rule.name);

/**
 * For each rule: a file that breaks it, and what it imports. `planted` becomes a name of its own; targets of
 * ours are made.
 */
const PLANTED: Record<string, { file: string; imports: string }> = {
  'core-imports-nothing-of-ours': { file: 'src/core/planted.ts', imports: 'src/app/target.ts' },
  'core-uses-currency-codes-only': { file: 'src/core/planted.ts', imports: 'zod' },
  'reading-imports-core': { file: 'src/reading/planted.ts', imports: 'src/app/target.ts' },
  'app-imports-core': { file: 'src/app/planted.ts', imports: 'src/storage/target.ts' },
  'bot-imports-core-and-app': { file: 'src/bot/planted.ts', imports: 'src/reading/target.ts' },
  'watcher-api-imports-core-and-reading': {
    file: 'src/watcher-api/planted.ts',
    imports: 'src/http/target.ts',
  },
  'plugins-import-core-reading-watcher-api': {
    file: 'src/plugins/planted.ts',
    imports: 'src/http/target.ts',
  },
  'watchers-import-watcher-api-only': { file: 'watchers/planted/index.ts', imports: 'src/core/target.ts' },
  'watchers-use-no-other-library': { file: 'watchers/planted/index.ts', imports: 'node:fs' },
  'adapter-browser-stands-alone': { file: 'src/browser/planted.ts', imports: 'src/http/target.ts' },
  'adapter-http-stands-alone': { file: 'src/http/planted.ts', imports: 'src/storage/target.ts' },
  'adapter-storage-stands-alone': { file: 'src/storage/planted.ts', imports: 'src/http/target.ts' },
  'adapter-jobs-stands-alone': { file: 'src/jobs/planted.ts', imports: 'src/storage/target.ts' },
  'adapter-channels-stands-alone': { file: 'src/channels/x/planted.ts', imports: 'src/web/target.ts' },
  'adapter-charts-stands-alone': { file: 'src/charts/planted.ts', imports: 'src/web/target.ts' },
  'adapter-metrics-stands-alone': { file: 'src/metrics/planted.ts', imports: 'src/web/target.ts' },
  'adapter-web-stands-alone': { file: 'src/web/planted.ts', imports: 'src/channels/target.ts' },
  'migrations-import-nothing-of-ours': { file: 'migrations/planted.ts', imports: 'src/core/target.ts' },
  'migrations-use-kysely-only': { file: 'migrations/planted.ts', imports: 'zod' },
  'cli-imports-compose': { file: 'src/cli/planted.ts', imports: 'src/storage/target.ts' },
  'offline-commands-start-fast': { file: 'src/cli/price.ts', imports: 'src/compose.ts' },
  'only-commands-compose': { file: 'src/app/planted.ts', imports: 'src/compose.ts' },
  'main-imports-commands': { file: 'src/main.ts', imports: 'src/core/target.ts' },
  'only-tests-import-test-support': { file: 'src/web/planted.ts', imports: 'test/support/target.ts' },
  'no-circles': { file: 'src/core/planted.ts', imports: 'src/core/round.ts' },
  'no-unresolved': { file: 'src/core/planted.ts', imports: 'no-such-package' },
  'library-botbuilder': { file: 'src/web/planted.ts', imports: 'botbuilder' },
  'library-kysely': { file: 'src/app/planted.ts', imports: 'kysely' },
  'library-better-sqlite3': { file: 'src/jobs/planted.ts', imports: 'better-sqlite3' },
  'library-koa': { file: 'src/jobs/planted.ts', imports: 'koa' },
  'library-axios': { file: 'src/web/planted.ts', imports: 'axios' },
  'library-playwright-core': { file: 'src/http/planted.ts', imports: 'playwright-core' },
  'library-htmlparser2': { file: 'src/plugins/planted.ts', imports: 'htmlparser2' },
  'library-yaml': { file: 'src/web/planted.ts', imports: 'yaml' },
  'library-node-cron': { file: 'src/app/planted.ts', imports: 'node-cron' },
  'library-chrono-node': { file: 'src/app/planted.ts', imports: 'chrono-node' },
  'library-fflate': { file: 'src/web/planted.ts', imports: 'fflate' },
  'library-prom-client': { file: 'src/web/planted.ts', imports: 'prom-client' },
  'library-resvg': { file: 'src/web/planted.ts', imports: '@resvg/resvg-js' },
  'library-pino': { file: 'src/http/planted.ts', imports: 'pino' },
};

/** Each rule with its own file. */
const PLANTS = Object.entries(PLANTED).map(([rule, { file, imports }]) => ({
  rule,
  file: file.replace('planted', `planted-${rule}`),
  imports,
}));

let tree: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function plant(file: string, imports: string): void {
  if (!imports.endsWith('.ts')) {
    write(file, `import * as target from '${imports}';\nexport const planted = target;\n`);
    return;
  }
  const up = '../'.repeat(file.split('/').length - 1);
  write(imports, 'export const target = 1;\n');
  write(
    file,
    `import { target } from '${up}${imports.replace(/\.ts$/, '')}';\nexport const planted = target;\n`,
  );
}

/** @returns "rule: file" for each violation in the tree. */
function cruise(): string[] {
  const depcruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    depcruise,
    '--config',
    CONFIG,
    '--output-type',
    'json',
    'src',
    'watchers',
    'migrations',
    'test',
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
  const report = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return report.summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
}

describe('the import rules', () => {
  let violations: string[];
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'ebb-imports-'));
    for (const file of [CONFIG, 'package.json', 'tsconfig.json']) cpSync(join(ROOT, file), join(tree, file));
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    for (const { file, imports } of PLANTS) plant(file, imports);
    write('src/core/round.ts', "export { planted as target } from './planted-no-circles';\n");
    violations = cruise();
  }, 60_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('are each tried below', () => {
    expect(Object.keys(PLANTED).sort()).toEqual([...rules].sort());
  });

  it.each(PLANTS)('$rule: a planted violation is caught', ({ rule, file }) => {
    expect(violations).toContain(`${rule}: ${file}`);
  });
});
