import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, say } from '../../test/support/sample-page';
import { chosenOffer } from '../core/reading';

/**
 * Pages as the common shop systems build them, cut down to what tells the price. Their first line says which
 * link they have, what they read as, and whether the reader must vouch for that.
 */
const FOLDER = join(__dirname, '..', '..', 'test', 'support', 'shop-pages');
const FIRST_LINE = /^<!-- (\S+) reads: (.+?)(, sure)? -->\n/;

describe('pages of the common shop systems', () => {
  it.each(readdirSync(FOLDER))('%s', (file) => {
    const html = readFileSync(join(FOLDER, file), 'utf8');
    const [, link, reads, sure] = FIRST_LINE.exec(html) ?? [];
    const reading = read(html, link);
    expect(say(reading)).toBe(reads);
    const confidence = chosenOffer(reading)?.confidence ?? 0;
    if (sure !== undefined) expect(confidence).toBeGreaterThanOrEqual(0.8);
  });
});
