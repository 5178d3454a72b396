import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Instant } from '../core/history';
import { escapeHtml } from './escape-html';
import { renderPage } from './render-page';

/**
 * @returns what stands behind a token: a code and until when it is good; null for a token that is not ours,
 * or whose code is good no more.
 */
export type OpenCode = (token: string) => { readonly code: string; readonly until: Instant } | null;

/** `GET /connect/:token` shows a code and changes nothing: whoever fetches links ahead does no harm. */
export function routeConnect(router: Router, openCode: OpenCode): void {
  router.get('/connect/:token', (context: Context & { params: { token?: string } }) => {
    const link = openCode(context.params.token ?? '');
    if (!link)
      return context.throw(404, 'there is nothing here (any more); say “connect” again in your chat');
    context.type = 'html';
    context.body = renderCode(link);
    context.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  });
}

function renderCode({ code, until }: { readonly code: string; readonly until: Instant }): string {
  const time = new Date(until).toISOString();
  const body = `    <h1>${escapeHtml(code)}</h1>
    <p>Say <strong>connect ${escapeHtml(code)}</strong> to Ebb in the chat where you want your list.</p>
    <p>
      The code is good for one use, until <time datetime="${time}">${time.slice(11, 16)} UTC</time>. Ebb asks in both chats
      before anything moves. This page changes nothing: you can close it.
    </p>`;
  return renderPage({ title: 'Your code for Ebb', body, isPrivate: true });
}
