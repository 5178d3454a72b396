import { systemRandom } from '../clock';
import { noStatus } from '../../test/support/no-status';
import { silentLog } from '../../test/support/silent-log';
import type { ChartSpan } from '../core/chart';
import type { ChartPages, ChartPicture } from './chart-routes';
import { createWeb, type Web } from './create-web';
import type { ProductPage } from './product-page';
import { createSeal } from './seal';

const page: ProductPage = {
  title: 'Kettle <script>alert(1)</script> & "Co"',
  headline: '€80.00',
  shopUrl: 'https://shop.example/kettle?a="b"&c',
  spans: [
    { span: 90, name: '90 days', isShown: true },
    { span: 'all', name: 'All', isShown: false },
  ],
  heading: 'The last 90 days',
  chart: '<svg></svg>',
  lines: ['<i>left out</i>'],
  facts: [{ label: 'Lowest', value: '<b>€70.00</b>' }],
  footnote: 'shop.example',
};

let web: Web;
let url: string;
let asked: ChartSpan[];
const PICTURES: Readonly<Record<string, ChartPicture>> = {
  'good.token-1': { png: new Uint8Array([0x89, 0x50]), keepMs: 90_500 },
  'old.token-1': { png: new Uint8Array([0x89, 0x51]), keepMs: 0 },
};
const charts: ChartPages = {
  picture: (token) => Promise.resolve(PICTURES[token] ?? null),
  page: (token, span) => {
    asked.push(span);
    if (token === 'old') return Promise.resolve('expired');
    return Promise.resolve(token === 'good' ? page : null);
  },
};

beforeEach(async () => {
  asked = [];
  web = createWeb({
    ...{
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      contact: '',
      demo: null,
      status: noStatus,
    },
    ...{
      seal: createSeal('a secret of at least thirty-two characters'),
      random: systemRandom,
      log: silentLog,
    },
    messages: () => Promise.resolve({ status: 404 }),
    directLine: { handle: () => Promise.resolve({ status: 404 }), openStream: () => ({ status: 404 }) },
    charts,
    readExport: () => Promise.resolve(null),
    openCode: () => null,
    hooks: () => Promise.resolve({ status: 404 }),
  });
  ({ url } = await web.listen());
});

afterEach(() => web.close());

describe('GET /charts/:token.png', () => {
  it('is a picture that any page may show and keep', async () => {
    const response = await fetch(`${url}/charts/good.token-1.png`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=90, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0x89, 0x50]));
  });

  it('that is too old is a picture that says so, and nobody keeps it', async () => {
    const response = await fetch(`${url}/charts/old.token-1.png`);
    expect(response.status).toBe(410);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'no-store',
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0x89, 0x51]));
  });

  it.each(['/charts/forged.png', '/charts/good.token-1', '/charts/.png', '/p/forged'])(
    '%s: nothing is there',
    async (path) => expect((await fetch(`${url}${path}`)).status).toBe(404),
  );
});

describe('GET /p/:token', () => {
  it('shows the history; what a shop wrote is only text', async () => {
    const response = await fetch(`${url}/p/good`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(html).toContain('Kettle &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;');
    expect(html).toContain('href="https://shop.example/kettle?a=&quot;b&quot;&amp;c"');
    expect(html).toContain('&lt;b&gt;€70.00&lt;/b&gt;');
    expect(html).toContain('&lt;i&gt;left out&lt;/i&gt;');
    expect(html).toContain('<svg></svg>');
    expect(html).toContain('<a href="?span=90" aria-current="true">90 days</a>');
    expect(html).not.toContain('<script>');
  });

  it('that is too old says how to come to a new one', async () => {
    const response = await fetch(`${url}/p/old`);
    expect(response.status).toBe(410);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('say <strong>chart</strong> to Ebb in your chat for a new one');
  });

  it.each([
    ['', 90],
    ['?span=30', 30],
    ['?span=all', 'all'],
    ['?span=7', 90],
  ])('%s shows %s', async (query, span) => {
    await fetch(`${url}/p/good${query}`);
    expect(asked).toEqual([span]);
  });
});
