import type { PriceReport, PriceReportStore } from '../core/price-report';
import type { Database, Executor } from './database';
import { fromJson, toJson } from './json';

/** A recording has 240,000 characters in the median, and at most 1,500,000. */
const MOST = 100;

export function createPriceReportStore({ db }: Database): PriceReportStore {
  return {
    list: async () => {
      const rows = await db
        .selectFrom('price_reports')
        .select(['id', 'watcher', 'url', 'reported_at', 'shown', 'reading'])
        .orderBy('reported_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(({ reported_at: reportedAt, shown, reading, ...row }) => ({
        ...row,
        reportedAt,
        shown: fromJson(shown),
        reading: fromJson(reading),
      }));
    },
    get: async (id) => {
      const row = await db.selectFrom('price_reports').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return null;
      const { reported_at: reportedAt, shown, reading, recording, watcher, url } = row;
      const texts = { shown: fromJson(shown), reading: fromJson(reading), recording: fromJson(recording) };
      return { id, watcher, url, reportedAt, ...texts };
    },
  };
}

/** Keeps a report in the place of an older one about the same link. The oldest make room. */
export async function keepReport(
  trx: Executor,
  { watcher, url, reportedAt, ...texts }: Omit<PriceReport, 'id'>,
): Promise<void> {
  const recording = toJson(texts.recording);
  const columns = { shown: toJson(texts.shown), reading: toJson(texts.reading), recording };
  await trx.deleteFrom('price_reports').where('url', '=', url).execute();
  await trx
    .insertInto('price_reports')
    .values({ watcher, url, reported_at: reportedAt, ...columns })
    .execute();
  await trx
    .deleteFrom('price_reports')
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('price_reports')
        .select('id')
        .orderBy('reported_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST),
    )
    .execute();
}
