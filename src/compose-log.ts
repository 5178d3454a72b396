import pino from 'pino';
import type { Config } from './config';
import type { Log } from './core/ports';

/** JSON lines on standard error, so that standard output stays for results. */
export function composeLog(level: Config['logLevel']): Log {
  return pino(
    { level, base: null, serializers: { err: pino.stdSerializers.err } },
    pino.destination({ dest: 2, sync: true }),
  );
}
