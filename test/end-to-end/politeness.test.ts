import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countBusiest, judgeVisits } from '../support/politeness/judge-visits';
import { runVisit } from '../support/politeness/run-visit';

// A short stay with shops that write everything down; `npm run bench -- politeness` makes it a fortnight.
const HOUR = 3_600_000;

test('Ebb is a good guest, also after a day away', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ebb-guest-'));
  try {
    const { log, whole, outage } = await runVisit({
      ...{ seed: 1, products: 45, folder, lastsMs: 60 * HOUR },
      breakdown: { from: 8 * HOUR, to: 16 * HOUR },
      outage: { from: 24 * HOUR, to: 48 * HOUR },
    });
    for (const figures of judgeVisits(log, whole)) {
      expect(figures).toMatchObject({ inFlight: 1, inRetryAfter: 0, disallowed: 0, robotsADay: 1 });
      expect(figures.leastGapShare).toBeGreaterThanOrEqual(1);
      expect(figures.conditional).toBe(figures.repeatLooks);
      expect(figures.requests).toBeGreaterThan(0);
    }
    expect(log.visits.filter(({ status }) => status === 429)).not.toEqual([]);
    // By the hour: by the minute so few products are a matter of chance.
    const usual = countBusiest(log.visits, { from: whole.from + 6 * HOUR, to: outage.from }, HOUR);
    const after = countBusiest(log.visits, { from: outage.to, to: whole.to }, HOUR);
    expect(after).toBeLessThanOrEqual(1.5 * usual);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 300_000);
