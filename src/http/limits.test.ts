import type { Socket } from 'node:net';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { productPage, startFakeShop, type FakeShop } from '../../test/support/fake-shop';
import { ManualClock } from '../../test/support/manual-clock';
import { openHttp, until } from '../../test/support/open-http';
import type { FetchOutcome } from '../core/ports';

const MB = 1024 * 1024;
const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';

let shop: FakeShop;
let clock: ManualClock;
let http: ReturnType<typeof openHttp>;
beforeEach(async () => {
  shop = await startFakeShop();
  clock = new ManualClock();
  http = openHttp({ clock, allowPrivate: [shop.host], trustedShops: [shop.host] });
});
afterEach(async () => {
  await http.close();
  await shop.close();
});

const get = (): Promise<FetchOutcome> => http.get(`${shop.url}/kettle`);
const failed = (why: string): object => ({ kind: 'failed', reading: { kind: 'unreachable', why } });
const BROKEN = failed('The answer of the shop broke off.');
const NO_HTTP = failed('The shop broke off the connection or answered with something that is not HTTP.');
const TOO_LARGE = failed('The page is too large to read.');

function serveRaw(raw: (socket: Socket) => void): void {
  shop.set('/kettle', {
    raw: (socket) => {
      socket.on('error', () => undefined);
      raw(socket);
    },
  });
}

/**
 * Writes again and again, as fast as it is taken or whenever the loop turns, until the other side hangs up.
 */
function keepWriting(socket: Socket, bytes: string | Buffer): void {
  const write = (): void => {
    if (!socket.destroyed) socket.write(bytes, () => setImmediate(write));
  };
  write();
}

describe('packed pages', () => {
  const page = productPage();
  test.each([
    ['gzip', gzipSync(page)],
    ['x-gzip', gzipSync(page)],
    ['deflate', deflateSync(page)],
    ['deflate', deflateRawSync(page)],
    ['BR', brotliCompressSync(page)],
    ['identity', Buffer.from(page)],
  ])('as %s are unpacked', async (encoding, body) => {
    shop.set('/kettle', { body, headers: { 'content-encoding': encoding } });
    const outcome = await get();
    expect(outcome.kind === 'answer' && Buffer.from(outcome.body).toString()).toBe(page);
  });

  test.each([
    ['that are not packed', 'gzip', Buffer.from(page), 'The page could not be unpacked.'],
    ['that are cut', 'gzip', gzipSync(page).subarray(0, -12), 'The page could not be unpacked.'],
    ['that are cut', 'br', brotliCompressSync(page).subarray(0, -5), 'The page could not be unpacked.'],
    [
      'of a kind not asked for',
      'zstd',
      Buffer.from(page),
      'The page came packed in a way that cannot be read.',
    ],
    [
      'packed twice',
      'gzip, gzip',
      gzipSync(gzipSync(page)),
      'The page came packed in a way that cannot be read.',
    ],
    [
      'of a kind that objects have',
      'constructor',
      Buffer.from(page),
      'The page came packed in a way that cannot be read.',
    ],
  ])('%s (%s) are unreachable', async (_name, encoding, body, why) => {
    shop.set('/kettle', { body, headers: { 'content-encoding': encoding } });
    expect(await get()).toEqual(failed(why));
  });
});

describe('size', () => {
  test('of 5 MB is read, of one byte more is not', async () => {
    shop.set('/kettle', { body: Buffer.alloc(5 * MB, 'a') });
    expect(await get()).toMatchObject({ kind: 'answer' });
    shop.set('/kettle', { body: Buffer.alloc(5 * MB + 1, 'a') });
    expect(await get()).toEqual(TOO_LARGE);
    expect(shop.requests.at(-1)?.headers['accept-encoding']).toBe('gzip, deflate, br');
  });

  test.each(['gzip', 'br'])('is counted unpacked (%s)', async (encoding) => {
    const zeros = Buffer.alloc(20 * MB);
    // Quickly rather than well: packing best takes seconds.
    const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
    const body = encoding === 'gzip' ? gzipSync(zeros) : brotliCompressSync(zeros, quickly);
    shop.set('/kettle', { body, headers: { 'content-encoding': encoding } });
    expect(await get()).toEqual(TOO_LARGE);
  });

  test('without end is cut off', async () => {
    serveRaw((socket) => {
      socket.write(`${OK}\r\n`);
      keepWriting(socket, Buffer.alloc(64 * 1024, 'a'));
    });
    expect(await get()).toEqual(TOO_LARGE);
  });

  test('of the head is 16 KB', async () => {
    serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      keepWriting(socket, `x: ${'a'.repeat(1000)}\r\n`);
    });
    expect(await get()).toEqual(NO_HTTP);
  });
});

describe('an answer that is broken', () => {
  test.each([
    ['shorter than announced', `${OK}content-length: 5000\r\n\r\n0123456789`],
    ['without its last chunk', `${OK}transfer-encoding: chunked\r\n\r\nA\r\n0123456789\r\n`],
  ])('%s is not read', async (_name, bytes) => {
    serveRaw((socket) => socket.end(bytes));
    expect(await get()).toEqual(BROKEN);
  });

  test('off in the middle is not read', async () => {
    serveRaw((socket) =>
      socket.write(`${OK}content-length: 5000\r\n\r\n0123456789`, () => socket.resetAndDestroy()),
    );
    expect(await get()).toEqual(BROKEN);
  });

  test.each([
    ['nothing', ''],
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n'],
    ['a space in a header name', `${OK}bad name: 1\r\n\r\npage`],
    ['a control character in a header', `${OK}x: \u0001\r\n\r\npage`],
    ['two lengths', `${OK}content-length: 4\r\ncontent-length: 5\r\n\r\npage`],
    ['a length and chunks', `${OK}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    ],
  ])('%s is not read', async (_name, bytes) => {
    serveRaw((socket) => socket.end(bytes));
    expect(await get()).toEqual(NO_HTTP);
  });

  test('a change of protocol that nobody asked for is hung up on', async () => {
    let isCut = false;
    serveRaw((socket) => {
      socket.on('close', () => (isCut = true));
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    });
    expect(await get()).toEqual(NO_HTTP);
    await until(() => isCut);
  });
});

describe('15 seconds are the end', () => {
  const late = failed('The shop took too long to answer.');
  test.each([
    ['of silence', (): void => undefined],
    ['of a head that does not end', (socket: Socket): void => void socket.write(`${OK}x: 1\r\n`)],
    [
      'of a body that drips',
      (socket: Socket): void => {
        socket.write(`${OK}\r\n`);
        keepWriting(socket, 'a');
      },
    ],
    [
      'of heads that do not end',
      (socket: Socket): void => keepWriting(socket, 'HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n'),
    ],
  ])('%s', async (_name, raw) => {
    let isCut = false;
    let isOpen = false;
    serveRaw((socket) => {
      isOpen = true;
      socket.on('close', () => (isCut = true));
      raw(socket);
    });
    const outcome = get();
    await until(() => isOpen);
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(14_999);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isCut).toBe(false);
    clock.advance(1);
    expect(await outcome).toEqual(late);
    await until(() => isCut);
  });

  test('of all hops together', async () => {
    shop.set('/kettle', () => {
      clock.advance(14_000);
      return { status: 302, headers: { location: '/next' } };
    });
    shop.set('/next', () => new Promise(() => undefined));
    const outcome = get();
    // The gap of ten times the latency is at most a minute, and does not count.
    await until(() => shop.requests.length === 1 && shop.requests[0]?.endedAt !== null);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(66_000);
    await until(() => shop.requestsTo('/next').length === 1);
    clock.advance(1000);
    expect(await outcome).toEqual(late);
  });
});
