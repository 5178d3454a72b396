import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

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
 * Unpacks the browser that comes from npm, once per version and machine. Test processes run side by side, so it is
 * unpacked aside and then renamed: nobody sees half a browser.
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

/**
 * Starts a headless Chromium: `CHROME_PATH`, or the one from npm.
 * @returns why there is none, on machines where it cannot run; such tests count as skipped.
 */
export async function launchBrowser(): Promise<{ readonly browser: Browser } | { readonly skipped: string }> {
  try {
    const executablePath = process.env['CHROME_PATH'] ?? unpackChromium();
    return { browser: await chromium.launch({ executablePath, headless: true, args: FLAGS }) };
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    return { skipped: `no browser: ${reason ?? 'it did not start'}; set CHROME_PATH` };
  }
}
