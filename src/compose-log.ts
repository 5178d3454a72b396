import pino from 'pino';
import { cleanFields } from './clean-fields';
import type { Config } from './config';
import type { Log } from './core/ports';

/** JSON lines on standard error, so that standard output stays for results. */
export function composeLog(
  level: Config['logLevel'],
  destination: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  // Errors are cleaned with the rest.
  const serializers = { err: (error: unknown) => error };
  return pino(
    { level, base: null, serializers, formatters: { log: (fields) => cleanFields(fields) } },
    destination,
  );
}
