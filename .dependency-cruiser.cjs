// Who may import whom: one rule for each sentence of docs/architecture.md. test/suites/import-rules.test.ts
// plants a violation of every rule and sees it caught.

const TESTS = '\\.test\\.ts$|^test/|^bench/';
const OURS = '^(src|watchers|migrations|test|bench)/';

/** Modules below `folder` may import, of ours, only themselves and `allowed`. */
function layer(name, folder, allowed) {
  const targets = [folder, ...allowed].map((path) => `${path}`).join('|');
  return {
    name,
    severity: 'error',
    from: { path: folder, pathNot: TESTS },
    to: { path: OURS, pathNot: `(${targets})` },
  };
}

/** The libraries are imported by the folders only. */
function library(names, folders) {
  return {
    name: `library-${names[0].replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')}`,
    severity: 'error',
    from: { path: '^(src|watchers|migrations)/', pathNot: [TESTS, ...folders] },
    to: { path: `node_modules/(${names.join('|')})(/|$)` },
  };
}

const CORE = '^src/core/';
const APP = '^src/app/';
const BOT = '^src/bot/';
const READING = '^src/reading/';
const WATCHER_API = '^src/watcher-api/';
const PLUGINS = '^src/plugins/';

module.exports = {
  forbidden: [
    layer('core-imports-nothing-of-ours', CORE, []),
    {
      name: 'core-uses-currency-codes-only',
      severity: 'error',
      from: { path: CORE, pathNot: TESTS },
      to: { dependencyTypesNot: ['local', 'undetermined'], pathNot: 'node_modules/currency-codes/|^src/' },
    },
    layer('reading-imports-core', READING, [CORE]),
    layer('app-imports-core', APP, [CORE]),
    layer('bot-imports-core-and-app', BOT, [CORE, APP]),
    layer('watcher-api-imports-core-and-reading', WATCHER_API, [CORE, READING]),
    layer('plugins-import-core-reading-watcher-api', PLUGINS, [CORE, READING, WATCHER_API]),
    {
      name: 'watchers-import-watcher-api-only',
      severity: 'error',
      from: { path: '^watchers/([^/]+)/', pathNot: TESTS },
      to: { path: OURS, pathNot: ['^src/watcher-api/index\\.ts$', '^watchers/$1/'] },
    },
    {
      name: 'watchers-use-no-other-library',
      severity: 'error',
      from: { path: '^watchers/', pathNot: TESTS },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    ...['browser', 'http', 'storage', 'jobs', 'channels', 'charts', 'metrics', 'web'].map((adapter) =>
      layer(
        `adapter-${adapter}-stands-alone`,
        `^src/${adapter}/`,
        adapter === 'storage' ? [CORE, APP, BOT, '^migrations/'] : [CORE, APP, BOT],
      ),
    ),
    layer('migrations-import-nothing-of-ours', '^migrations/', []),
    {
      name: 'migrations-use-kysely-only',
      severity: 'error',
      from: { path: '^migrations/', pathNot: TESTS },
      to: { dependencyTypesNot: ['local', 'undetermined'], pathNot: 'node_modules/kysely/|^migrations/' },
    },
    layer('cli-imports-compose', '^src/cli/', [
      CORE,
      READING,
      PLUGINS,
      '^src/compose[a-z-]*\\.ts$',
      '^src/(config|clock)\\.ts$',
    ]),
    {
      name: 'offline-commands-start-fast',
      comment: 'price, extract and score need only reading and plugins',
      severity: 'error',
      from: { path: '^src/cli/(price|extract|score)\\.ts$' },
      to: { path: '^src/(compose|config|http|storage|app|bot)' },
    },
    {
      name: 'only-commands-compose',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, '^src/cli/', '^src/compose[a-z-]*\\.ts$'] },
      to: { path: '^src/(compose[a-z-]*|config|clock)\\.ts$' },
    },
    {
      name: 'main-imports-commands',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: OURS, pathNot: '^src/(cli/|version\\.ts$)' },
    },
    {
      name: 'only-tests-import-test-support',
      severity: 'error',
      from: { path: '^(src|watchers|migrations)/', pathNot: TESTS },
      to: { path: '^(test|bench)/|\\.test\\.ts$' },
    },
    { name: 'no-circles', severity: 'error', from: { path: OURS }, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: { path: OURS }, to: { couldNotResolve: true } },
    library(['botbuilder', 'botbuilder-core', 'botframework-[a-z]+'], ['^src/channels/bot-framework/']),
    library(['kysely'], ['^src/storage/', '^migrations/']),
    library(['better-sqlite3', 'pg'], ['^src/storage/']),
    library(['koa', '@koa', 'koa-helmet', 'koa-static'], ['^src/web/']),
    library(['axios', 'ipaddr.js', 'tldts'], ['^src/http/']),
    library(['playwright-core'], ['^src/browser/']),
    library(['htmlparser2', 'entities', 'css-select'], [READING, WATCHER_API]),
    library(['yaml'], [PLUGINS]),
    library(['node-cron'], ['^src/jobs/']),
    library(['chrono-node', 'csv-parse', 'csv-stringify'], [BOT]),
    library(['@resvg'], ['^src/charts/']),
    library(['prom-client'], ['^src/metrics/']),
    library(['fflate'], ['^src/channels/teams/']),
    library(['pino'], ['^src/compose[a-z-]*\\.ts$']),
  ],
  options: {
    doNotFollow: { path: 'node_modules|^dist/' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
