import type Router from '@koa/router';
import type { Context } from 'koa';
import { CHART_SPANS, type ChartSpan } from '../core/chart';
import { renderExpiredPage, renderProductPage, type ProductPage } from './product-page';

export interface ChartPicture {
  readonly png: Uint8Array;
  /** For how long it may be shown; 0: its link has expired, and the picture says so. */
  readonly keepMs: number;
}

/** What stands behind the signed links to price histories. Reading it changes nothing. */
export interface ChartPages {
  /** @returns null for a token that is not ours. */
  picture(token: string): Promise<ChartPicture | null>;
  /** @returns null for a token that is not ours, or whose product is gone. */
  page(token: string, span: ChartSpan): Promise<ProductPage | 'expired' | null>;
}

const NOT_FOUND = 'there is nothing here; ask for the chart again in your chat';
const GONE = 410;

/** `GET /charts/:token.png` and `GET /p/:token`. */
export function routeCharts(router: Router, charts: ChartPages): void {
  router.get('/charts/:token.png', async (context: Context & { params: { token?: string } }) => {
    const picture = await charts.picture(context.params.token ?? '');
    if (!picture) return context.throw(404, NOT_FOUND);
    const { png, keepMs } = picture;
    if (keepMs <= 0) context.status = GONE;
    context.type = 'png';
    context.body = Buffer.from(png);
    context.set({
      // A picture stays as it was when its link was made.
      'Cache-Control': keepMs <= 0 ? 'no-store' : `private, max-age=${Math.floor(keepMs / 1000)}, immutable`,
      // Chat clients show it in pages of their own.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
  });
  router.get('/p/:token', async (context: Context & { params: { token?: string } }) => {
    const page = await charts.page(context.params.token ?? '', readSpan(context));
    if (!page) return context.throw(404, NOT_FOUND);
    if (page === 'expired') context.status = GONE;
    context.type = 'html';
    context.body = page === 'expired' ? renderExpiredPage() : renderProductPage(page);
    context.set('Cache-Control', 'private, no-cache');
  });
}

function readSpan({ URL }: Context): ChartSpan {
  const given = URL.searchParams.get('span');
  return CHART_SPANS.find((span) => String(span) === given) ?? 90;
}
