import type { Log } from '../core/ports';

/**
 * Ends the process with one line in its log when an error was caught by nobody. Node itself would print all
 * that hangs on the error: requests with their headers, rows, links.
 */
export function endOnCrash(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error(
      { err: error },
      'an error that nobody caught ends Ebb; the next start takes up what was in hand',
    );
    process.exit(1);
  });
}
