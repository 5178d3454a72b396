import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../test/support/silent-log';
import { scoreFolder } from '../cli/score';
import { identify } from './identify';
import { loadWatchers } from './load-watchers';
import { readSavedPage } from './read-saved-page';

const folder = join(process.env['EBB_SHARED'] ?? join(__dirname, '../../../shared'), 'pages');
const isThere = existsSync(folder);

(isThere ? describe : describe.skip)(
  isThere
    ? 'the saved pages of shops with a watcher'
    : `the saved pages of shops with a watcher (SKIPPED: there is no ${folder}; set EBB_SHARED)`,
  () => {
    const watchers = loadWatchers({ packages: [], environment: {} });
    const shops = watchers.filter(({ hosts, reads }) => hosts !== 'any' && reads === 'page');
    let score: Awaited<ReturnType<typeof scoreFolder>>;
    let own: (typeof score)['results'];
    beforeAll(async () => {
      score = await scoreFolder(folder, (page) => readSavedPage(watchers, page, silentLog));
      own = score.results.filter(({ id }) => identify(shops, linkOf(id), silentLog) !== null);
    }, 120_000);

    it('are read right, all of them', () => {
      expect(own.length).toBeGreaterThanOrEqual(30);
      expect(own.filter(({ verdict }) => verdict !== 'right')).toEqual([]);
    });

    it('are read with confidence, but for auctions and pages of a kind of their own', () => {
      const priced = own.filter(({ got }) => got !== null);
      const sure = priced.filter(({ confidence }) => (confidence ?? 0) >= 0.8);
      expect(sure.length).toBeGreaterThanOrEqual(0.8 * priced.length);
    });

    it('leave the other pages as right as they were', () => {
      expect(score.results.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
    });

    function linkOf(id: string): string {
      const { url } = JSON.parse(readFileSync(join(folder, id, 'expected.json'), 'utf8')) as {
        url: string | null;
      };
      return url ?? '';
    }
  },
);
