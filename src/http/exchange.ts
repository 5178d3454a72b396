import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import axios from 'axios';

/** An answer whose head has arrived; its body is read or destroyed by the caller. */
export interface Answer {
  readonly status: number;
  /** @returns empty when the header is missing. */
  header(name: string): string;
  /** The bytes as they come, not decoded; fails when they break off. */
  readonly body: Readable;
}

const client = axios.create({
  // Each of these closes a way past the guard: the fetch adapter and a proxy from the environment would
  // connect on their own, and redirects are followed by us, one check a hop.
  adapter: 'http',
  proxy: false,
  maxRedirects: 0,
  // axios takes a truncated gzip body for a whole one; read-body.ts decodes.
  decompress: false,
  responseType: 'stream',
  validateStatus: () => true,
});

/** What is sent to a shop. */
export interface Question {
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: string | undefined;
}

/**
 * Asks once over a dialled socket, which is destroyed when the signal fires.
 * @throws whatever the wire does.
 */
export async function exchange(
  socket: Socket,
  url: URL,
  { headers, body }: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const agent = agentFor(socket, url);
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  // A shop that hangs up or changes the protocol before it answered would leave axios waiting; once the head
  // is there, the end of the connection is a matter of the body.
  const gone = new AbortController();
  const hangUp = (): void => gone.abort();
  socket.once('close', hangUp);
  const asking = client.request<Readable>({
    url: url.href,
    headers,
    ...(body === undefined ? { method: 'GET' } : { method: 'POST', data: Buffer.from(body) }),
    httpAgent: agent,
    httpsAgent: agent,
    signal: gone.signal,
  });
  const response = await asking.finally(() => socket.off('close', hangUp));
  const { status, data } = response;
  return { status, header: (name) => String(response.headers[name] ?? ''), body: data };
}

/** An agent that has this one socket and no way to open another. */
function agentFor(socket: Socket, url: URL): HttpAgent {
  const agent = url.protocol === 'https:' ? new HttpsAgent() : new HttpAgent();
  const left = [socket];
  agent.createConnection = () => {
    const next = left.pop();
    if (next === undefined) throw new Error('A second connection was asked for');
    return next;
  };
  return agent;
}
