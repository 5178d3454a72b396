import type { Log } from '../core/ports';
import type { TextSink } from './command';

/** What an operator should know goes beside the result; the rest is in the reading. */
export function logTo(sink: TextSink): Log {
  const ignore = (): void => undefined;
  const say = (fields: object, message: string): void =>
    void sink.write(`ebb: ${message} ${JSON.stringify(fields)}\n`);
  return { debug: ignore, info: ignore, warn: say, error: say };
}
