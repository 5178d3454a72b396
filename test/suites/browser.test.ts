import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium as launcher } from 'playwright-core';
import { withBrowser } from '../../src/browser/with-browser';
import type { FetchOutcome, Http } from '../../src/core/ports';
import type { Reading } from '../../src/core/reading';
import { readPage } from '../../src/watcher-api';
import { describeWithChromium } from '../support/browser';
import { describeBuilt, runProgram } from '../support/built-program';
import { startFakeShop, type FakeShop } from '../support/fake-shop';
import { lookerOf, never, watcherWith } from '../support/looker-of';
import { openHttp } from '../support/open-http';
import { silentLog } from '../support/silent-log';
import { recipeSource, type WatcherFolder, writeWatchers } from '../support/watcher-folder';

const AGENT = 'Ebb/1.0 (+http://127.0.0.1/bot)';
const SCRIPT = { 'content-type': 'text/javascript' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** A page that says nothing without its script. */
const page = (script: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blue cup</title>${head}</head>` +
  `<body><main id="app"></main><script>${script}</script></body></html>`;
/** Shows the cup with its price. */
const SHOW = `document.querySelector('#app').innerHTML =
  '<h1>Blue cup</h1><p class="price">€12.50</p><button>Add to cart</button>';`;

let shop: FakeShop;
beforeEach(async () => {
  shop = await startFakeShop();
});
afterEach(() => shop.close());

function open(where: string | null, options: { trusted?: boolean; showMs?: number } = {}): Http {
  const { trusted = true, ...rest } = options;
  const http = openHttp({ allowPrivate: [shop.host], trustedShops: trusted ? [shop.host] : [] });
  const browser = where === null ? null : { where, sandbox: false };
  return withBrowser({ http, browser, userAgent: AGENT, log: silentLog, ...rest });
}

function lookAt(http: Http, needs: readonly 'browser'[] = ['browser']): Promise<Reading> {
  const watcher = watcherWith({
    needs,
    look: async ({ url }, context) => readPage(await context.http.get(url, { accept: 'html' })),
  });
  const url = `${shop.url}/cup`;
  const looker = lookerOf([watcher], http);
  return looker
    .look({ watcher: 'test', key: url, url, validators: {} }, never)
    .then(({ reading }) => reading);
}

const show = (http: Http): Promise<FetchOutcome> =>
  http.fetch({ url: `${shop.url}/cup`, accept: 'html', rendered: true }, never);
const offered = { kind: 'offer', offers: [{ price: { minor: 1250, currency: 'EUR' } }] };

describe('without a browser', () => {
  it('refuses what needs one, and asks the shop for nothing', async () => {
    expect(await lookAt(open(null))).toEqual({
      kind: 'refused',
      why: 'This shop can be read with a browser only, and Ebb has none here.',
    });
    expect(shop.requests).toEqual([]);
  });
});

describeBuilt('ebb and a recipe that needs a browser', () => {
  let folder: WatcherFolder;
  let settings: Readonly<Record<string, string>>;
  beforeEach(() => {
    const recipe = recipeSource('cups', 'needs: [browser]').replaceAll('https://cups.example', shop.url);
    folder = writeWatchers({}, { cups: recipe.replace('cups.example', shop.host) });
    const open = { EBB_ALLOW_PRIVATE: shop.host, EBB_TRUSTED_SHOPS: shop.host };
    settings = { ...open, EBB_WATCHERS: join(folder.path, 'cups') };
  });
  afterEach(() => folder.remove());

  it('says in its list that there is none', async () => {
    const line = `The cups shop: ${shop.host}`;
    const { stdout } = await runProgram(['watchers', 'list'], settings);
    expect(stdout).toContain(`${line} (needs a browser: set EBB_BROWSER)`);
    const named = await runProgram(['watchers', 'list'], { ...settings, EBB_BROWSER: '/usr/bin/chromium' });
    expect(named.stdout).toContain(line);
    expect(named.stdout).not.toContain('needs a browser');
  });

  it('looks without fail where the browser does not start', async () => {
    shop.set('/p/7', { body: page(SHOW) });
    const broken = { ...settings, EBB_BROWSER: '/no/such/program' };
    const { code, stdout } = await runProgram(['check', '--json', `${shop.url}/p/7`], broken);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ watcher: 'cups', kind: 'unreachable' });
  });

  describeWithChromium('named', (chromium) => {
    it('looks at a page with it', async () => {
      shop.set('/p/7', { body: page(SHOW) });
      const named = { ...settings, EBB_BROWSER: chromium, EBB_BROWSER_SANDBOX: 'off' };
      const { stdout } = await runProgram(['check', '--json', `${shop.url}/p/7`], named);
      expect(JSON.parse(stdout)).toMatchObject({
        watcher: 'cups',
        kind: 'offer',
        price: '12.50',
        currency: 'EUR',
      });
    }, 60_000);
  });
});

describeWithChromium('pages that need scripts', (chromium) => {
  it('are read as a browser shows them, and are unreadable without', async () => {
    shop.set('/cup', {
      body: page(
        `fetch('/price.json', { headers: { 'x-part': '1' } }).then((a) => a.json()).then(({ price }) => {
           ${SHOW} document.querySelector('.price').textContent = price; });`,
        '<script src="/app.js"></script><link rel="stylesheet" href="/a.css"><link rel="icon" href="/i.png">',
      ),
      headers: { 'set-cookie': 'a=b' },
    });
    shop.set('/app.js', { body: "document.cookie = 'c=d'; new Image().src = '/cup.png';", headers: SCRIPT });
    shop.set('/price.json', { body: '{"price":"€12.50"}', headers: JSON_TYPE });
    const http = open(chromium);
    expect(await lookAt(http)).toMatchObject(offered);
    expect(shop.requests.map(({ path }) => path)).toEqual(['/cup', '/app.js', '/price.json']);
    expect(shop.requestsTo('/price.json')[0]?.headers).toMatchObject({ 'user-agent': AGENT, 'x-part': '1' });
    for (const { headers, inFlight } of shop.requests)
      expect([headers.cookie, headers['user-agent'], inFlight]).toEqual([undefined, AGENT, 1]);
    expect((await lookAt(http, [])).kind).toBe('unreadable');
  });

  it('are left alone where robots.txt says so', async () => {
    shop.set('/robots.txt', {
      body: 'User-agent: *\nDisallow: /cup',
      headers: { 'content-type': 'text/plain' },
    });
    shop.set('/cup', { body: page(SHOW) });
    expect((await lookAt(open(chromium, { trusted: false }))).kind).toBe('refused');
    expect(shop.requestsTo('/cup')).toEqual([]);
  });

  it('are read behind dialogs, and lead to no window, download or other page', async () => {
    shop.set('/cup', {
      body: page(`window.open('/other'); alert('Hello'); ${SHOW} location.href = '/other';
        document.body.insertAdjacentHTML('beforeend', '<iframe src="/other"></iframe><a download href="/other">x</a>');
        document.querySelector('a').click(); setTimeout(() => location.reload(), 50);`),
    });
    expect(await lookAt(open(chromium))).toMatchObject(offered);
    expect(shop.requests.map(({ path }) => path)).toEqual(['/cup']);
  });

  it('may ask for a hundred things', async () => {
    shop.set('/cup', {
      body: page(`${SHOW} for (let i = 0; i < 150; i++) fetch('/part?' + i).catch(() => {});`),
    });
    shop.set('/part', { body: 'x' });
    expect(await lookAt(open(chromium))).toMatchObject(offered);
    expect(shop.requestsTo('/part')).toHaveLength(100);
  }, 60_000);

  it('are given up when they compute for ever, or grow for ever', async () => {
    const GIVEN_UP = { kind: 'failed', reading: { kind: 'unreachable' } };
    shop.set('/cup', { body: page('for (;;);') });
    expect(await show(open(chromium, { showMs: 5000 }))).toMatchObject(GIVEN_UP);
    shop.set('/cup', { body: page(`document.querySelector('#app').textContent = 'x'.repeat(6000000);`) });
    expect(await show(open(chromium))).toMatchObject(GIVEN_UP);
  }, 60_000);

  it('reach nothing but what the guard lets through', () => expectNothingElse(chromium), 60_000);

  it('are shown by a browser that runs already, too, and reach nothing else there', async () => {
    const port = await findFreePort();
    const args = ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`];
    const running = await launcher.launch({ executablePath: chromium, args });
    try {
      await expectNothingElse(`http://127.0.0.1:${port}`);
      expect(running.isConnected()).toBe(true);
    } finally {
      await running.close();
    }
  }, 60_000);
});

/** A page that tries all ways out, also to what is no shop but listens on this machine. */
async function expectNothingElse(where: string): Promise<void> {
  const canary = await openCanary();
  const { tcp, udp } = canary;
  const web = `http://127.0.0.1:${tcp}`;
  shop.set('/cup', {
    body: page(
      `const tries = [
         () => fetch('${web}/fetch', { mode: 'no-cors' }), () => fetch('http://localhost:${tcp}/'),
         () => { const x = new XMLHttpRequest(); x.open('POST', '${web}/xhr'); x.send('a'); },
         () => navigator.sendBeacon('${web}/beacon', 'a'),
         () => new WebSocket('ws://127.0.0.1:${tcp}/ws'), () => new EventSource('${web}/events'),
         () => new WebTransport('https://127.0.0.1:${udp}/'), () => new SharedWorker('${web}/shared.js'),
         () => new Worker(URL.createObjectURL(new Blob([
           "fetch('${web}/worker', { mode: 'no-cors' }); new WebSocket('ws://127.0.0.1:${tcp}/'); importScripts('${web}/i.js')"]))),
         () => navigator.serviceWorker.register('/sw.js'),
         () => new Image().src = '${web}/image', () => new Audio('${web}/audio').play(),
         () => window.open('${web}/window'),
         () => { const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp}' }] });
           p.createDataChannel('a'); p.createOffer().then((o) => p.setLocalDescription(o)); },
         () => { const f = document.createElement('iframe'); document.body.append(f);
           const p = new f.contentWindow.RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp}' }] });
           p.createDataChannel('a'); p.createOffer().then((o) => p.setLocalDescription(o)); },
         () => document.body.insertAdjacentHTML('beforeend', '<iframe src="${web}/frame"></iframe>' +
           '<form method="post" action="${web}/form"><input name="a"></form><object data="${web}/object"></object>' +
           '<video src="${web}/video"></video><a ping="${web}/ping" href="#x">x</a>'),
         () => document.querySelector('a').click(), () => document.forms[0].submit(),
         () => import('${web}/module.js'), () => location.href = '${web}/location',
       ];
       for (const attempt of tries) try { attempt()?.catch?.(() => {}); } catch {}
       setTimeout(() => { ${SHOW} }, 300);`,
      ['prefetch', 'preconnect', 'dns-prefetch', 'preload', 'modulepreload', 'manifest', 'icon', 'stylesheet']
        .map((rel) => `<link rel="${rel}" href="${web}/${rel}" as="script">`)
        .join('') +
        `<script type="speculationrules">{"prefetch":[{"urls":["${web}/speculation"]}]}</script>` +
        `<script src="${web}/script.js"></script><style>@import '${web}/import.css';</style>`,
    ),
  });
  try {
    expect(await lookAt(open(where))).toMatchObject(offered);
    expect(canary.heard).toEqual([]);
    expect(shop.requests.map(({ path }) => path)).toEqual(['/cup']);
  } finally {
    canary.close();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Listens where nobody may come: on a TCP and a UDP port of loopback. */
async function openCanary() {
  const heard: string[] = [];
  const server = createServer((socket) => {
    heard.push('tcp');
    socket.on('data', (bytes) => heard.push(bytes.toString('latin1').slice(0, 60)));
    socket.on('error', () => undefined);
  }).unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = createSocket('udp4', (bytes) => heard.push(`udp ${bytes.length}`)).unref();
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    heard,
    tcp: (server.address() as AddressInfo).port,
    udp: socket.address().port,
    close: () => {
      server.close();
      socket.close();
    },
  };
}
