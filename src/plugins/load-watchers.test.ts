import { readdirSync } from 'node:fs';
import {
  type WatcherFolder,
  recipeSource,
  watcherSource,
  writeWatchers,
} from '../../test/support/watcher-folder';
import { WatcherFaults, loadWatchers } from './load-watchers';

let folder: WatcherFolder | null = null;
afterEach(() => {
  folder?.remove();
  folder = null;
});

function load(sources: Readonly<Record<string, string>>, environment = {}) {
  folder = writeWatchers(sources);
  return loadWatchers({ folder: folder.path, packages: [], environment });
}

function faultsOf(sources: Readonly<Record<string, string>>, environment = {}): readonly string[] {
  try {
    load(sources, environment);
  } catch (error) {
    if (error instanceof WatcherFaults) return error.faults;
    throw error;
  }
  return [];
}

const zod = `require(${JSON.stringify(require.resolve('zod'))}).z`;
const TOKEN_SETTING = `settings: ${zod}.object({ KETTLE_TOKEN: ${zod}.string().min(3) }),`;

it('orders them as a link is offered: named hosts, platforms, the rest', () => {
  const watchers = load({
    all: watcherSource('all', `hosts: 'any',`),
    named: watcherSource('named'),
    platform: watcherSource('platform', `hosts: 'any', recognise: () => null,`),
  });
  expect(watchers.map(({ id }) => id)).toEqual(['named', 'platform', 'all']);
});

it('comes with a watcher in every folder of its own', () => {
  const ids = loadWatchers({ packages: [], environment: {} }).map(({ id }) => id);
  expect([...ids].sort()).toEqual(readdirSync('watchers').sort());
  expect(ids.slice(-4)).toEqual(['magento', 'shopify', 'woocommerce', 'page']);
});

it('names every fault of every watcher at once, with what to do', () => {
  const faults = faultsOf({
    broken: 'throw new Error("no such luck");',
    empty: 'module.exports = { default: 3 };',
    many: watcherSource(
      'many',
      `hosts: ['https://many.example'], minIntervalSeconds: 5, maintainers: [], reads: 'html', look: null,`,
    ),
    other: watcherSource('another'),
    twice: watcherSource('twice', `hosts: ['fine.example', 'twice.example'],`),
    fine: watcherSource('fine'),
  });
  expect(faults).toEqual([
    'watchers/broken: cannot be loaded (no such luck): mend or remove it',
    'watchers/empty: is not made with defineWatcher({...}): export it as default',
    'watchers/many: maintainers names nobody',
    "watchers/many: hosts is neither 'any' nor a list of hosts such as 'shop.example' or '*.shop.example'",
    "watchers/many: reads is none of 'page', 'api', 'feed'",
    'watchers/many: minIntervalSeconds is below 60',
    'watchers/many: look is no function',
    'watchers/other: id is "another" in the folder "other": give both one name',
    'watchers "fine" and "twice" both claim fine.example: take it from one, or remove one of them',
  ]);
});

it.each([
  [
    'another key',
    `example: { url: 'https://kettle.example/7', key: '/8' },`,
    'example.url matches /7 instead of the key /8',
  ],
  ['no match', `match: () => null,`, 'example.url matches nothing instead of the key /7'],
  [
    'a host that it does not name',
    `hosts: ['other.example'],`,
    'example.url is on kettle.example, which hosts does not name',
  ],
  ['no link', `example: { url: 'kettle', key: '/7' },`, 'example.url is no link: kettle'],
])('refuses an example with %s', (_, changes, fault) => {
  expect(faultsOf({ kettle: watcherSource('kettle', changes) })).toEqual([`watchers/kettle: ${fault}`]);
});

it('refuses recognise beside named hosts', () => {
  const source = watcherSource('kettle', 'recognise: () => null,');
  expect(faultsOf({ kettle: source })).toEqual([
    "watchers/kettle: recognise is only for hosts 'any': remove it",
  ]);
});

it('refuses a browser for what is no page, and any other need', () => {
  const api = watcherSource('kettle', "reads: 'api', needs: ['browser'],");
  const strange = watcherSource('pan', "needs: ['a car'],");
  expect(faultsOf({ kettle: api, pan: strange })).toEqual([
    "watchers/kettle: needs is only for reads 'page': remove it",
    "watchers/pan: needs.0 knows nothing but 'browser'",
  ]);
});

it('reads the settings that a watcher names and nothing else', () => {
  const [watcher] = load(
    { kettle: watcherSource('kettle', TOKEN_SETTING) },
    { KETTLE_TOKEN: 'abc', OTHER: 'x' },
  );
  expect(watcher?.values).toEqual({ KETTLE_TOKEN: 'abc' });
});

it('names settings that are missing or wrong', () => {
  const kettle = watcherSource('kettle', TOKEN_SETTING);
  expect(faultsOf({ kettle })).toEqual([expect.stringMatching(/^watchers\/kettle: setting KETTLE_TOKEN /)]);
  expect(faultsOf({ kettle }, { KETTLE_TOKEN: 'x' })).toEqual([
    expect.stringMatching(/^watchers\/kettle: setting KETTLE_TOKEN /),
  ]);
});

describe('a recipe', () => {
  it('is a watcher like a module, with its folder for an id', () => {
    folder = writeWatchers({ pan: watcherSource('pan') }, { kettle: recipeSource('kettle') });
    const watchers = loadWatchers({ folder: folder.path, packages: [], environment: {} });
    expect(watchers.map(({ id }) => id).sort()).toEqual(['kettle', 'pan']);
  });

  it('is taken from a path outside of the folder too', () => {
    folder = writeWatchers({}, { kettle: recipeSource('kettle') });
    const packages = [`${folder.path}/kettle`];
    const watchers = loadWatchers({ folder: null, packages, environment: {} });
    expect(watchers.map(({ id }) => id)).toEqual(['kettle']);
  });

  it('is held to what every watcher is held to, all faults at once', () => {
    folder = writeWatchers(
      { both: watcherSource('both') },
      {
        both: recipeSource('both'),
        kettle: recipeSource('kettle', 'colour: red'),
        pot: recipeSource('pot').replace("key: '7'", "key: '8'"),
      },
    );
    const { path } = folder;
    expect(() => loadWatchers({ folder: path, packages: [], environment: {} })).toThrow(
      [
        '  - watchers/both: has a recipe.yaml and a module: keep one of them',
        '  - watchers/kettle: recipe.yaml: colour is not known: remove it',
        '  - watchers/pot: example.url matches 7 instead of the key 8',
      ].join('\n'),
    );
  });
});

it('says how to get a package that is missing', () => {
  folder = writeWatchers({});
  const { path } = folder;
  expect(() => loadWatchers({ folder: path, packages: ['ebb-watcher-kettle'], environment: {} })).toThrow(
    /package ebb-watcher-kettle: cannot be loaded \(.*\): npm install ebb-watcher-kettle, or take it out of EBB_WATCHERS/,
  );
});

it('refuses a package with the id of a watcher that is there', () => {
  folder = writeWatchers({ kettle: watcherSource('kettle'), pan: watcherSource('pan') });
  const { path } = folder;
  expect(() => loadWatchers({ folder: path, packages: [`${path}/pan`], environment: {} })).toThrow(
    'watcher "pan" exists twice: rename or remove one',
  );
});
