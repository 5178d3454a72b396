import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { HttpRequest, StreamEndpoint } from '../core/endpoint';
import type { Log } from '../core/ports';
import { flattenHeaders } from './mount';
import { isForeign } from './same-origin';

const BEAT_MS = 30_000;
/** A client that does not read loses its connection, not our memory. */
const MAX_BUFFERED = 4 * 1024 * 1024;

function toRequest(request: IncomingMessage): HttpRequest {
  const url = new URL(request.url ?? '/', 'http://here');
  return {
    method: 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: flattenHeaders(request.headers),
    body: undefined,
    remoteAddress: request.socket.remoteAddress ?? '',
    session: '',
  };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Ends connections whose other side has gone without a word. */
function keepAlive(webSocket: WebSocket): void {
  let answered = true;
  const beat = setInterval(() => {
    if (!answered) {
      webSocket.terminate();
      return;
    }
    answered = false;
    webSocket.ping();
  }, BEAT_MS);
  beat.unref();
  webSocket.on('pong', () => (answered = true));
  webSocket.on('close', () => clearInterval(beat));
}

function write(webSocket: WebSocket | undefined, frame: string): void {
  if (!webSocket) return;
  if (webSocket.bufferedAmount > MAX_BUFFERED) webSocket.terminate();
  else webSocket.send(frame);
}

/**
 * Serves WebSockets of our own pages and of programs; another site's page is refused by its Origin.
 * @returns what says goodbye to all of them.
 */
export function serveStreams(server: Server, endpoint: StreamEndpoint, log: Log): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', (error) => log.debug({ err: error }, 'a stream connection broke'));
    if (isForeign(request.headers)) {
      refuse(socket, 403);
      return;
    }
    let webSocket: WebSocket | undefined;
    const sink = { send: (frame: string) => write(webSocket, frame), end: () => webSocket?.close(1011) };
    const stop = endpoint(toRequest(request), sink);
    if (typeof stop !== 'function') {
      refuse(socket, stop.status);
      return;
    }
    socket.on('close', stop);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      webSocket = opened;
      opened.on('error', (error) => log.debug({ err: error }, 'a stream broke'));
      keepAlive(opened);
    });
  });
  return () => {
    for (const client of sockets.clients) client.close(1001);
  };
}
