import type Router from '@koa/router';
import type { Context } from 'koa';
import { printDemoPrice, type DemoShop } from './demo-shop';
import { isSameOrigin } from './same-origin';
import type { Sessions } from './session';

/** The chat page's two calls: where my demo product is, and make it cheaper. */
export function routeDemo(router: Router, demo: DemoShop, sessions: Sessions): void {
  router.get('/demo', (context: Context) => {
    const session = sessions.ensure(context);
    context.body = { url: demo.productUrl(session), visited: demo.wasVisited(session) };
  });
  router.post('/demo/lower', (context: Context) => {
    const session = sessions.read(context);
    if (session === '' || !isSameOrigin(context.headers)) {
      context.throw(403, 'open the chat page and press its button');
    }
    context.body = { price: printDemoPrice(demo.lower(session)) };
  });
}
