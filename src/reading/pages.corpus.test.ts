import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { scoreFolder } from '../cli/score';
import { readPage } from './read-page';

const folder = join(process.env['EBB_SHARED'] ?? join(__dirname, '../../../shared'), 'pages');
const isThere = existsSync(folder);

(isThere ? describe : describe.skip)(
  isThere ? 'the saved pages' : `the saved pages (SKIPPED: there is no ${folder}; set EBB_SHARED)`,
  () => {
    let score: Awaited<ReturnType<typeof scoreFolder>>;
    beforeAll(async () => {
      score = await scoreFolder(folder, readPage);
    }, 60_000);

    const wrong = (least: number): string[] =>
      score.results
        .filter((each) => each.verdict === 'wrong' && (each.confidence ?? 0) >= least)
        .map(({ id }) => id);

    it('are read right', () => expect(score.right).toBeGreaterThanOrEqual(140));

    it('are never read wrong', () => expect(wrong(0)).toEqual([]));

    it('give prices that the reader vouches for', () => {
      const vouched = score.results.filter(({ confidence }) => (confidence ?? 0) >= 0.8);
      expect(vouched.length).toBeGreaterThanOrEqual(100);
      expect(wrong(0.8)).toEqual([]);
    });

    it('give the currency whenever they give a price', () => {
      const answered = score.results.filter(({ got, verdict }) => got !== null && verdict === 'right');
      expect(score.currencyRight).toBe(answered.length);
    });
  },
);
