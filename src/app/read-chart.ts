import { makeChart, type Chart, type ChartSpan } from '../core/chart';
import { DAY, type Instant } from '../core/history';
import type { Money } from '../core/money';
import type { ProductStore } from '../core/store';

/** The price history of a product as a chart shows it. */
export async function readChart(
  products: Pick<ProductStore, 'history'>,
  productId: number,
  span: ChartSpan,
  threshold: Money | null,
  now: Instant,
): Promise<Chart> {
  const since = span === 'all' ? 0 : now - span * DAY;
  return makeChart(await products.history(productId, since), span, threshold, now);
}
