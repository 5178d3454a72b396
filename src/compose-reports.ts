import type { Config } from './config';
import type { PriceReportStore } from './core/price-report';
import { withStore } from './storage/open-store';

/**
 * Reads what people said against prices, beside a process that works on the same database.
 * @throws StorageError
 */
export function withReports<T>(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  work: (reports: PriceReportStore) => Promise<T>,
): Promise<T> {
  return withStore(databaseUrl, ({ reports }) => work(reports));
}
