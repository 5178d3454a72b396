import { type CodeLink, openCode, sealCode } from './app/code-link';
import type { Seal } from './core/endpoint';
import type { Clock } from './core/ports';
import type { OpenCode } from './web/connect-routes';

/** The page that shows the code of a list, behind links that only we can make. */
export function composeCodes({
  seal,
  clock,
  publicUrl,
}: {
  readonly seal: Seal;
  readonly clock: Clock;
  /** How people reach our web server. */
  readonly publicUrl: () => string;
}): { readonly page: (link: CodeLink) => string; readonly open: OpenCode } {
  return {
    page: (link) => `${publicUrl()}/connect/${sealCode(seal, link)}`,
    open: (token) => openCode(seal, token, clock.now()),
  };
}
