import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function findVersion(): string {
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

const UNPACK = "require('@sparticuz/chromium').executablePath()";

/**
 * Unpacks the browser that comes from npm, once per version and machine. Test processes run side by side, so
 * it is unpacked aside and then renamed: nobody sees half a browser.
 */
function unpackChromium(): string {
  const home = join(tmpdir(), `ebb-test-chromium-${findVersion()}`);
  const executable = join(home, 'chromium');
  if (existsSync(executable)) return executable;
  const aside = mkdtempSync(join(tmpdir(), 'ebb-test-chromium-'));
  // The package unpacks into the temporary folder and nowhere else, so it runs with one of its own.
  execFileSync(process.execPath, ['-e', UNPACK], { env: { ...process.env, TMPDIR: aside }, cwd: __dirname });
  try {
    renameSync(aside, home);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(executable)) throw error;
  }
  return executable;
}

/** @returns the browser's program: `CHROME_PATH`, or the one from npm. @throws where it cannot run. */
function findBrowser(): string {
  const executable = process.env['CHROME_PATH'] ?? unpackChromium();
  execFileSync(executable, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 });
  return executable;
}

function tellWhy(error: unknown): string {
  const [reason] = String(error instanceof Error ? error.message : error).split('\n');
  return `no browser runs here, set CHROME_PATH: ${reason ?? ''}`;
}

/**
 * A group of tests with a headless Chromium; `browser` gives it within tests and hooks. Where none can run
 * the group counts as skipped and its name says why.
 */
export function describeInBrowser(name: string, body: (browser: () => Browser) => void): void {
  describeWithChromium(name, (executablePath) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
    }, 60_000);
    afterAll(() => browser.close());
    body(() => browser);
  });
}

/** A group of tests with the program of a Chromium, to be started by them. Skipped as above. */
export function describeWithChromium(name: string, body: (executablePath: string) => void): void {
  let executablePath: string;
  try {
    executablePath = findBrowser();
  } catch (error) {
    describe.skip(`${name} (${tellWhy(error)})`, () => body(''));
    return;
  }
  describe(name, () => body(executablePath));
}

/** Keeps a picture for people to look at, in the folder `EBB_SHOTS`; without it none is taken. */
export async function takeShot(page: Page, name: string): Promise<void> {
  const folder = process.env['EBB_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}
