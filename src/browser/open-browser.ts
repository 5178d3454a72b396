import { type Browser, chromium } from 'playwright-core';

/** A browser that knows nothing of any other page. */
export interface OpenBrowser {
  readonly browser: Browser;
  /** Ends it, also when it does not answer any more. */
  close(): Promise<void>;
}

/** Which browser to open. */
export interface BrowserPlace {
  /**
   * The program of a Chromium, started anew for one page; or the http(s) or ws(s) address of one that runs.
   */
  readonly where: string;
  /** Chromium's own, for a program; it has none for root. */
  readonly sandbox: boolean;
}

const START_MS = 20_000;
const GOODBYE_MS = 3000;

/** A name that exists nowhere (RFC 6761). */
const NOWHERE = 'http://nowhere.invalid:1';

/** What is asked past our interception goes to a proxy that does not exist; loopback is no exception. */
export const DEAD_PROXY = { server: NOWHERE, bypass: '<-loopback>' } as const;

const FLAGS = [
  `--proxy-server=${NOWHERE}`,
  '--proxy-bypass-list=<-loopback>',
  // No name leads anywhere, and an address is a name here too.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  '--js-flags=--max-old-space-size=256',
];

/** @throws whatever the browser does when it does not start. */
export function openBrowser(place: BrowserPlace): Promise<OpenBrowser> {
  return /^(?:https?|wss?):/.test(place.where) ? connect(place.where) : launch(place);
}

async function launch({ where, sandbox }: BrowserPlace): Promise<OpenBrowser> {
  const server = await chromium.launchServer({
    executablePath: where,
    args: FLAGS,
    timeout: START_MS,
    chromiumSandbox: sandbox,
  });
  try {
    const browser = await chromium.connect(server.wsEndpoint(), { timeout: START_MS });
    return { browser, close: () => server.kill() };
  } catch (error) {
    await server.kill();
    throw error;
  }
}

async function connect(address: string): Promise<OpenBrowser> {
  const browser = await chromium.connectOverCDP(address, { timeout: START_MS });
  return {
    browser,
    close: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
      await Promise.race([browser.close(), late]);
    },
  };
}
