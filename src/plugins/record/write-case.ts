import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Expectation, PAGES_FOLDER, expectation, type RecordedCase } from '../contract/recorded-case';
import { toDecimal } from '../../core/money';
import { type Reading, chosenOffer } from '../../core/reading';

/** What a reading says, as a case expects it. */
export function expectReading(reading: Reading): Expectation {
  const offer = chosenOffer(reading);
  const kind = reading.kind as Expectation['kind'];
  if (!offer) return { kind };
  const { price, availability } = offer;
  return { kind, price: price && toDecimal(price), ...(price && { currency: price.currency }), availability };
}

/**
 * Reads what a person expects, written as `offer 79.90 EUR`, `unavailable`, `not-found`, …
 * @returns null when it is nothing of the kind.
 */
export function parseExpectation(text: string): Expectation | null {
  const [kind, price, currency, ...more] = text.trim().split(/\s+/);
  const parsed = expectation.safeParse({ kind, ...(price && { price }), ...(currency && { currency }) });
  return parsed.success && more.length === 0 ? parsed.data : null;
}

/** @returns the file of a case, whether it is there or not. */
export function caseFile(watcherFolder: string, name: string): string {
  return join(watcherFolder, PAGES_FOLDER, `${name}.json`);
}

/** `example` as long as there is none, then what the shop answered. */
export function nameCase(watcherFolder: string, { kind }: Expectation): string {
  return existsSync(caseFile(watcherFolder, 'example')) ? kind : 'example';
}

/** The text of a case's file. */
export function printCase({ link, expect, answers }: RecordedCase): string {
  return `${JSON.stringify({ link, expect, answers }, null, 2)}\n`;
}

/** Writes a case where `ebb watchers test` finds it. @returns the file. */
export function writeCase(watcherFolder: string, recorded: RecordedCase): string {
  const file = caseFile(watcherFolder, recorded.name);
  mkdirSync(join(watcherFolder, PAGES_FOLDER), { recursive: true });
  writeFileSync(file, printCase(recorded));
  return file;
}
