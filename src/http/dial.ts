import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { isPublicAddress } from './address-policy';
import { orAborted } from '../core/deadline';
import { Failure, NOT_A_PUBLIC_SHOP, refused, unreachable } from './failure';
import { bareHost } from '../core/parse-url';
import { portOf } from './url-policy';

/** More than this many attempts for one link would make us a tool for knocking at doors. */
const MAX_ADDRESSES = 4;

/** What reaches the network; tests put their own in place. */
export interface Wire {
  /** All addresses of a name. @throws when there is none. */
  resolve(hostname: string): Promise<readonly string[]>;
  /** Begins a TCP connection to one of the addresses, and to nothing else. */
  connect(addresses: readonly string[], port: number): Socket;
  /** Certificate authorities in place of the machine's. */
  readonly ca?: string;
}

export const systemWire: Wire = {
  async resolve(hostname) {
    const found = await lookup(hostname, { all: true });
    return found.map(({ address }) => address);
  },
  connect(addresses, port) {
    const pinned: LookupFunction = (_hostname, _options, done) => {
      done(
        null,
        addresses.map((address) => ({ address, family: isIP(address) })),
      );
    };
    // The name is never looked up: it only makes node:net ask `pinned`.
    const host = 'checked.invalid';
    return connectTcp({
      host,
      port,
      lookup: pinned,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: 1000,
    });
  },
};

/**
 * Opens a connection to the host of a link that passed `checkUrl`: resolves once, refuses if any address is
 * not public, connects only to those, and looks at the far end before the first byte is written.
 * @param isPrivateAllowed the operator named this very host and port.
 * @returns a connected socket, for https with a checked certificate.
 * @throws Failure `refused` or `unreachable`, or the signal's reason.
 */
export async function dial(
  wire: Wire,
  url: URL,
  isPrivateAllowed: boolean,
  signal: AbortSignal,
): Promise<Socket> {
  const addresses = await orAborted(findAddresses(wire, bareHost(url)), signal);
  if (!isPrivateAllowed && !addresses.every(isPublicAddress)) throw refused(NOT_A_PUBLIC_SHOP);

  const socket = wire.connect(addresses.slice(0, MAX_ADDRESSES), portOf(url));
  try {
    await ready(socket, 'connect', 'The shop could not be reached.', signal);
    if (!isPrivateAllowed && !isPublicAddress(socket.remoteAddress ?? '')) throw refused(NOT_A_PUBLIC_SHOP);
    if (url.protocol === 'http:') return socket;
    const secured = secure(wire, socket, bareHost(url));
    await ready(secured, 'secureConnect', 'No secure connection to the shop could be made.', signal);
    return secured;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function findAddresses(wire: Wire, host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const addresses = await wire.resolve(host).catch((error: unknown) => {
    throw unreachable('The name of the shop could not be found.', error);
  });
  if (addresses.length === 0) throw unreachable('The name of the shop could not be found.');
  return addresses;
}

function secure(wire: Wire, socket: Socket, host: string): TLSSocket {
  return connectTls({
    socket,
    // Named, because NODE_TLS_REJECT_UNAUTHORIZED would change the default.
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    ...(wire.ca === undefined ? {} : { ca: wire.ca }),
  });
}

async function ready(socket: Socket, event: string, why: string, signal: AbortSignal): Promise<void> {
  const connected = new Promise<void>((resolve, reject) => {
    socket.once(event, resolve);
    // Stays on: an error after the race is over must not end the process.
    socket.on('error', (error) => reject(unreachable(why, error)));
    socket.once('close', () => reject(unreachable(why)));
  });
  try {
    await orAborted(connected, signal);
  } catch (error) {
    socket.destroy();
    throw error instanceof Failure || signal.aborted ? error : unreachable(why, error);
  }
}
