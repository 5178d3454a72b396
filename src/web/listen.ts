import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What to do about the faults that a person can mend. */
const ADVICE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop the other program, or set EBB_PORT',
  EACCES: 'may not be used by this account: set EBB_PORT to 1024 or above',
  EADDRNOTAVAIL: 'is no address of this machine: set EBB_HOST',
  ENOTFOUND: 'is no address of this machine: set EBB_HOST',
};

/**
 * Binds the server. @returns the port it got.
 * @throws an Error of one line that says what to do.
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const advice = ADVICE[cause.code ?? ''] ?? `cannot be bound (${cause.code ?? cause.message})`;
      reject(new Error(`${host} port ${port} ${advice}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Ends the server: idle connections at once, busy ones when they are done or after `graceMs`. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
