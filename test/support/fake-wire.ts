import { connect, type Socket } from 'node:net';
import type { Wire } from '../../src/http/dial';

/** Per name the answers of DNS in turn, each a list of addresses; the last one stays. */
export type FakeDns = Readonly<Record<string, readonly (readonly string[])[]>>;

export interface FakeWire extends Wire {
  /** The connections that were begun, as `address:port`, one for each address that was offered. */
  readonly connections: readonly string[];
}

/**
 * A network in which every address leads to one loopback port, so that nothing leaves the machine. The far
 * end claims to be the first address that was asked for.
 * @param options.ca trusted in place of the machine's certificate authorities.
 * @param options.claim what the far end claims to be instead.
 */
export function createFakeWire(options: {
  readonly dns: FakeDns;
  readonly port: number;
  readonly ca?: string;
  readonly claim?: string;
}): FakeWire {
  const asked = new Map<string, number>();
  const connections: string[] = [];
  return {
    connections,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    resolve(hostname) {
      const answers = options.dns[hostname];
      const turn = asked.get(hostname) ?? 0;
      asked.set(hostname, turn + 1);
      const answer = answers?.[Math.min(turn, answers.length - 1)];
      return answer === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(answer);
    },
    connect(addresses, port): Socket {
      connections.push(...addresses.map((address) => `${address}:${port}`));
      const socket = connect(options.port, '127.0.0.1');
      return Object.defineProperty(socket, 'remoteAddress', { value: options.claim ?? addresses[0] });
    },
  };
}
