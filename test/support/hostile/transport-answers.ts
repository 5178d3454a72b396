import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { productPage } from '../fake-shop';
import type { HostileAnswer } from './hostile-answer';

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';
const page = productPage();

/** Writes by hand; what is written to who hung up is lost. */
function raw(write: (socket: Socket) => void): { readonly raw: (socket: Socket) => void } {
  return {
    raw: (socket) => {
      socket.on('error', () => undefined);
      write(socket);
    },
  };
}

/** One piece after the other for as long as somebody listens. */
function drip(head: string, pieces: (index: number) => string, everyMs: number) {
  return raw((socket) => {
    let index = 0;
    socket.write(head);
    const timer = setInterval(() => socket.write(pieces(index++)), everyMs);
    socket.once('close', () => clearInterval(timer));
  });
}

function gushing(head: string, bytes: Buffer) {
  return raw((socket) => {
    socket.write(head);
    const write = (): void => {
      if (!socket.destroyed) socket.write(bytes, () => setImmediate(write));
    };
    write();
  });
}

const status = (code: number, headers: Readonly<Record<string, string>> = {}): HostileAnswer['serve'] => ({
  status: code,
  headers,
  body: page,
});
const endless = Buffer.alloc(65_536, '<p>more</p>');
/** Ten packed megabytes of nothing, twenty times: gzip may have several members. */
const bomb = Buffer.concat(Array.from({ length: 20 }, () => gzipSync(Buffer.alloc(10_000_000))));
const read: Pick<HostileAnswer, 'price'> = { price: [9900, 'EUR'] };
const slow: Pick<HostileAnswer, 'isSlow'> = { isSlow: true };

/** By the ids of the recorded cases. */
export const transportAnswers: Readonly<Record<string, readonly HostileAnswer[]>> = {
  'transport-001': [{ name: 'endless body', serve: gushing(`${OK}\r\n`, endless) }],
  'transport-002': [{ name: 'drip body', serve: drip(`${OK}\r\n`, () => 'x', 200), ...slow }],
  'transport-003': [{ name: 'drip headers', serve: drip(OK, (i) => `x-${i}: y\r\n`, 200), ...slow }],
  'transport-004': [{ name: 'silence', serve: raw(() => undefined), ...slow }],
  'transport-006': [
    {
      name: 'interim answers without end',
      serve: drip('HTTP/1.1 100 Continue\r\n\r\n'.repeat(5000), () => 'HTTP/1.1 103 Early Hints\r\n\r\n', 50),
      ...slow,
    },
  ],
  'transport-007': [
    {
      name: 'another protocol',
      serve: raw((socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      ),
      ...slow,
    },
  ],
  'transport-009': [
    {
      name: 'too few bytes',
      serve: raw((socket) => socket.end(`${OK}content-length: 5000\r\n\r\n${page.slice(0, 900)}`)),
    },
  ],
  'transport-010': [
    {
      name: 'no last chunk',
      serve: raw((socket) =>
        socket.end(`${OK}transfer-encoding: chunked\r\n\r\n${page.length.toString(16)}\r\n${page}\r\n`),
      ),
    },
  ],
  'transport-012': [
    {
      name: 'reset in the middle',
      serve: raw((socket) =>
        socket.write(`${OK}content-length: 5000\r\n\r\n${page}`, () => socket.resetAndDestroy()),
      ),
    },
  ],
  'transport-015': [
    { name: 'a space in a name', serve: raw((socket) => socket.end(`${OK}x y: z\r\n\r\n${page}`)) },
    { name: 'a control character', serve: raw((socket) => socket.end(`${OK}x: \x01\r\n\r\n${page}`)) },
  ],
  'transport-016': [
    {
      name: '20,000 headers',
      serve: raw((socket) => socket.end(`${OK}${'x: y\r\n'.repeat(20_000)}\r\n${page}`)),
    },
  ],
  'transport-017': [
    {
      name: 'a line break in a redirect',
      serve: {
        '/cup': { status: 302, headers: { location: '/ok%0d%0aSet-Cookie:a=b' } },
        '/ok%0d%0aSet-Cookie:a=b': { body: page },
      },
      ...read,
      ...slow,
    },
  ],
  'transport-018': [
    {
      name: 'a hundred cookies',
      serve: { body: page, headers: { 'set-cookie': Array.from({ length: 100 }, (_, i) => `c${i}=d`) } },
      ...read,
    },
  ],
  'transport-019': [{ name: 'a circle', serve: { status: 302, headers: { location: '/cup' } }, ...slow }],
  'transport-020': [
    {
      name: 'a chain without end',
      serve: { '/cup': ({ path }) => ({ status: 302, headers: { location: `/cup?${path.length}` } }) },
      ...slow,
    },
  ],
  'transport-025': [{ name: '204', serve: status(204) }],
  'transport-026': [{ name: '205', serve: status(205) }],
  'transport-027': [{ name: '206', serve: status(206, { 'content-range': 'bytes 0-9/100' }) }],
  'transport-028': [{ name: '304 unasked', serve: status(304) }],
  'transport-029': [{ name: '304', serve: { body: page, headers: { etag: '"7"' } }, etag: '"7"' }],
  'transport-030': [
    {
      name: 'ever another ETag',
      serve: ({ at }) => ({ body: page, headers: { etag: `"${at}"` } }),
      etag: '"7"',
      ...read,
    },
  ],
  'transport-031': [{ name: 'a full read', serve: { body: page, headers: { etag: '"7"' } }, ...read }],
  'transport-032': [420, 430, 999].map((code) => ({ name: String(code), serve: status(code) })),
  'transport-033': [
    { name: 'an hour', serve: status(429, { 'retry-after': '3600' }), retryAfterSeconds: 3600 },
  ],
  'transport-034': [
    { name: 'for ever', serve: status(429, { 'retry-after': '999999999' }), retryAfterSeconds: 86_400 },
  ],
  'size-038': [{ name: 'bomb', serve: { body: bomb, headers: { 'content-encoding': 'gzip' } } }],
  'size-041': [{ name: 'not packed', serve: { body: page, headers: { 'content-encoding': 'gzip' } } }],
  'size-042': ['zstd', 'x-nonsense'].map((name) => ({
    name,
    serve: { body: page, headers: { 'content-encoding': name } },
  })),
  'size-044': [{ name: '50 MB', serve: { body: Buffer.alloc(50_000_000, '<div>x</div>') } }],
  'size-045': [{ name: '10 MB', serve: { body: Buffer.alloc(10_000_000, '<div>x</div>') } }],
};
