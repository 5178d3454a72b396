import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkReading } from '../../src/plugins/check-reading';
import { readPage } from '../../src/reading/read-page';

const PAGES = join(process.env['EBB_SHARED'] ?? resolve(__dirname, '../../../shared'), 'pages');
const describePages = existsSync(PAGES) ? describe : describe.skip;

describePages(`readings of saved pages (skipped without a folder of pages: set EBB_SHARED)`, () => {
  it('are believed as they are', () => {
    const ids = readdirSync(PAGES).filter((id) => existsSync(join(PAGES, id, 'page.html')));
    expect(ids).not.toHaveLength(0);
    const doubted = ids.flatMap((id) => {
      const body = readFileSync(join(PAGES, id, 'page.html'));
      const reading = readPage({ url: 'https://shop.example/7', body, contentType: 'text/html' });
      const checked = checkReading(reading);
      return 'reading' in checked && checked.reading.kind === reading.kind ? [] : [{ id, checked }];
    });
    expect(doubted).toEqual([]);
  });
});
