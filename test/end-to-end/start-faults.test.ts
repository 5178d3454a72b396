import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeShop } from '../support/fake-shop';
import { makeNewer } from '../support/newer-database';
import { type Ended, runEbb, ServedEbb } from '../support/served-ebb';
import { watcherSource } from '../support/watcher-folder';

// What `ebb serve` says when it cannot start: one clear line for each fault, and nothing half made.
jest.setTimeout(60_000);

const APP_ID = '0f5f1c1e-6a2b-4c5d-8e9f-001122334455';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebb-faults-'));
  file = join(folder, 'ebb.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function serve(settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runEbb(['serve'], {
    EBB_DATABASE_URL: `sqlite:${file}`,
    EBB_PORT: '0',
    EBB_LOG: 'warn',
    ...settings,
  });
}

/** @returns the one line that was said. */
async function refusal(settings: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, stdout, stderr } = await serve(settings);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^ebb: .+\n$/);
  return stderr;
}

/** @returns the faults, one a line, below the line that names their kind. */
async function refusals(settings: Readonly<Record<string, string>>): Promise<string[]> {
  const { code, stdout, stderr } = await serve(settings);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  const [opening, ...faults] = stderr.trimEnd().split('\n');
  expect(opening).toMatch(/^ebb: Ebb cannot start with these (settings|watchers):$/);
  expect(faults.filter((line) => !line.startsWith('  - '))).toEqual([]);
  return faults.map((line) => line.slice('  - '.length));
}

describe('with wrong settings ebb serve', () => {
  const WRONG: Readonly<Record<string, string>> = {
    EBB_DATABASE_URL: 'mysql://somewhere',
    EBB_PORT: '65536',
    EBB_PUBLIC_URL: 'ebb.example',
    EBB_CHECK_EVERY: '6 hours',
    EBB_CHECK_FLOOR: '0s',
    EBB_LANE_GAP: 'soon',
    EBB_ALERT_GAP: '1w',
    EBB_ALLOW_PRIVATE: '127.0.0.1:99999',
    EBB_TRUSTED_SHOPS: 'shop.example',
    EBB_DEMO: 'yes',
    EBB_SECRET: 'short',
    EBB_SERVICE_URLS: 'https://bots.example/path',
    EBB_CONTACT: 'two\nlines',
    EBB_LOG: 'loud',
    MicrosoftAppType: 'Single',
    MicrosoftAppPassword: 'without an id',
  };

  test('names every one of them in one message', async () => {
    const faults = await refusals(WRONG);
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(Object.keys(WRONG).sort());
    expect(readdirSync(folder)).toEqual([]);
  });

  test('wants the app id, its password and a secret together', async () => {
    expect(await refusals({ MicrosoftAppId: 'my-bot', MicrosoftAppType: 'SingleTenant' })).toEqual([
      expect.stringContaining('MicrosoftAppId is no UUID'),
      expect.stringContaining('MicrosoftAppId is set without MicrosoftAppPassword'),
      expect.stringContaining('MicrosoftAppTenantId is missing'),
      expect.stringContaining('EBB_SECRET is missing'),
    ]);
    const secret = 'not to be shown anywhere';
    const { stderr } = await serve({ MicrosoftAppId: APP_ID, MicrosoftAppPassword: secret });
    expect(stderr).not.toContain(secret);
  });

  test.each([['--port=80'], ['extra']])('called with %s counts as wrong use', async (argument) => {
    const { code, stderr } = await runEbb(['serve', argument]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ebb: .+\n\nebb serve/);
  });
});

describe('with a database that cannot be used ebb serve', () => {
  test.each<[string, () => void, RegExp]>([
    ['a file of other bytes', () => writeFileSync(file, randomBytes(9000)), /is no intact database/],
    ['a folder in its place', () => mkdirSync(file), /cannot be opened for writing/],
  ])('refuses %s and leaves it alone', async (_name, make, fault) => {
    make();
    expect(await refusal()).toMatch(fault);
    expect(readdirSync(folder)).toEqual(['ebb.db']);
  });

  test('refuses a path that leads through a file, or into no folder', async () => {
    writeFileSync(file, 'a file');
    for (const path of [join(file, 'ebb.db'), join(folder, 'nowhere', 'ebb.db')]) {
      const line = await refusal({ EBB_DATABASE_URL: `sqlite:${path}` });
      expect(line).toContain(`${path} cannot be opened for writing`);
      expect(line).toContain('set EBB_DATABASE_URL');
    }
    expect(readdirSync(folder)).toEqual(['ebb.db']);
  });

  test('refuses a database of its own that was cut short, and changes no byte of it', async () => {
    expect((await runEbb(['migrate'], { EBB_DATABASE_URL: `sqlite:${file}` })).code).toBe(0);
    truncateSync(file, 40_000);
    const before = readFileSync(file);
    expect(await refusal()).toMatch(/is no intact database .*Restore a backup/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('refuses a database that a newer Ebb has changed, and leaves it as it is', async () => {
    await runEbb(['migrate'], { EBB_DATABASE_URL: `sqlite:${file}` });
    makeNewer(file);
    const before = readFileSync(file);
    expect(await refusal()).toMatch(
      /was written by a newer Ebb \(it has the migration 9999-from-the-future\)\. Start that version, or set EBB_DATABASE_URL/,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('refuses a PostgreSQL that is not there, and tells no password', async () => {
    const line = await refusal({ EBB_DATABASE_URL: 'postgres://ebb:topsecret@127.0.0.1:1/ebb' });
    expect(line).toContain('PostgreSQL at 127.0.0.1:1/ebb cannot be reached');
    expect(line).not.toContain('topsecret');
  });
});

test('a second ebb serve on one SQLite file is refused, and the first goes on', async () => {
  const first = await ServedEbb.start({ EBB_DATABASE_URL: `sqlite:${file}` });
  const line = await refusal();
  expect(line).toMatch(/another Ebb \(process \d+ on .+\) already works on this database; stop it first/);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.stop()).toBe(0);
});

test('a port in use is refused, and the database is free again', async () => {
  const other = await startFakeShop();
  const port = other.host.split(':')[1] ?? '';
  expect(await refusal({ EBB_PORT: port })).toContain(`127.0.0.1 port ${port} is in use`);
  await other.close();
  const next = await ServedEbb.start({ EBB_DATABASE_URL: `sqlite:${file}` });
  expect(await next.stop()).toBe(0);
});

test('an address of another machine is refused', async () => {
  expect(await refusal({ EBB_HOST: '192.0.2.1' })).toContain('is no address of this machine: set EBB_HOST');
});

test('every faulty watcher package is named with what to do', async () => {
  const broken = join(folder, 'broken.js');
  writeFileSync(broken, watcherSource('pans', 'hosts: [], minIntervalSeconds: 1,'));
  const faults = await refusals({ EBB_WATCHERS: `no-such-watcher ${broken}` });
  expect(faults.find((fault) => fault.includes('no-such-watcher'))).toContain('npm install no-such-watcher');
  expect(faults.filter((fault) => fault.includes('broken.js')).length).toBeGreaterThan(0);
});
