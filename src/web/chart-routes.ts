import type Router from '@koa/router';
import type { Context } from 'koa';
import { CHART_SPANS, type ChartSpan } from '../core/chart';
import { renderProductPage, type ProductPage } from './product-page';

/** What stands behind the signed links to price histories. */
export interface ChartPages {
  /** @returns a PNG; null for a token that is not ours, or whose product is gone. */
  picture(token: string): Promise<Uint8Array | null>;
  /** @returns null as for pictures. */
  page(token: string, span: ChartSpan): Promise<ProductPage | null>;
}

const NOT_FOUND = 'there is nothing here; ask for the chart again in your chat';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** `GET /charts/:token.png` and `GET /p/:token`. */
export function routeCharts(router: Router, charts: ChartPages): void {
  router.get('/charts/:token.png', async (context: Context & { params: { token?: string } }) => {
    const picture = await charts.picture(context.params.token ?? '');
    if (!picture) return context.throw(404, NOT_FOUND);
    context.type = 'png';
    context.body = Buffer.from(picture);
    context.set({
      // A picture stays as it was when its link was made.
      'Cache-Control': `private, max-age=${YEAR_SECONDS}, immutable`,
      // Chat clients show it in pages of their own.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
  });
  router.get('/p/:token', async (context: Context & { params: { token?: string } }) => {
    const page = await charts.page(context.params.token ?? '', readSpan(context));
    if (!page) return context.throw(404, NOT_FOUND);
    context.type = 'html';
    context.body = renderProductPage(page);
    context.set('Cache-Control', 'private, no-cache');
  });
}

function readSpan({ URL }: Context): ChartSpan {
  const given = URL.searchParams.get('span');
  return CHART_SPANS.find((span) => String(span) === given) ?? 90;
}
