import type { Config } from './config';
import type { PriceReportStore } from './core/price-report';
import { openStore } from './storage/open-store';

/**
 * Reads what people said against prices, beside a process that works on the same database.
 * @throws StorageError
 */
export async function withReports<T>(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  work: (reports: PriceReportStore) => Promise<T>,
): Promise<T> {
  const store = await openStore(databaseUrl);
  try {
    return await work(store.reports);
  } finally {
    await store.close();
  }
}
