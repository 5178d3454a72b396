import type Router from '@koa/router';
import type { Context } from 'koa';

/** @returns a list as a file; null for a token that is not ours or has expired, or whose chat is erased. */
export type ReadExport = (token: string) => Promise<string | null>;

const NOT_FOUND = 'there is nothing here (any more); say “export” in your chat for a new link';

/** `GET /exports/:token`. */
export function routeExport(router: Router, readExport: ReadExport): void {
  router.get('/exports/:token', async (context: Context & { params: { token?: string } }) => {
    const file = await readExport(context.params.token ?? '');
    if (file === null) return context.throw(404, NOT_FOUND);
    context.type = 'text/csv; charset=utf-8';
    context.attachment('ebb.csv');
    context.set('Cache-Control', 'private, no-store');
    context.body = file;
  });
}
