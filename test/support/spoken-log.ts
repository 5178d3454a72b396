import type { Log } from '../../src/core/ports';

/** Level, message and fields of a line. */
export type Said = readonly ['debug' | 'info' | 'warn' | 'error', string, object];

/** A log whose lines the test looks at, in their order. */
export function spokenLog(): { readonly log: Log; readonly said: Said[] } {
  const said: Said[] = [];
  const say =
    (level: Said[0]) =>
    (fields: object, message: string): void =>
      void said.push([level, message, fields]);
  return { said, log: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') } };
}
