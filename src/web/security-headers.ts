import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

/**
 * Scripts come from us only, none inline. Web Chat writes style elements and shows images of products, so
 * styles may be inline and images may come from anywhere over TLS. Transport security is the matter of
 * whoever terminates TLS.
 */
export function setSecurityHeaders(): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    // Shops may see where a visitor came from, but not which chat.
    referrerPolicy: { policy: 'same-origin' },
  });
}
