import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version in package.json, which lies one folder up from the sources and two from the build. */
export function readVersion(): string {
  const file = ['..', '../..'].map((up) => join(__dirname, up, 'package.json')).find(existsSync);
  const { version } = JSON.parse(readFileSync(file ?? 'package.json', 'utf8')) as { version: string };
  return version;
}
