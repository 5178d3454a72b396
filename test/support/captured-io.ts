import { Readable } from 'node:stream';
import type { CommandIo } from '../../src/cli/command';

/** A CommandIo that keeps what a command wrote. `stop()` is what Ctrl-C does. */
export interface CapturedIo extends CommandIo {
  written(): string;
  complained(): string;
  stop(): void;
}

export function captureIo(stdin = ''): CapturedIo {
  const out: string[] = [];
  const err: string[] = [];
  const stop = new AbortController();
  return {
    stdin: Readable.from([stdin]),
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stopSignal: () => stop.signal,
    written: () => out.join(''),
    complained: () => err.join(''),
    stop: () => stop.abort(),
  };
}
