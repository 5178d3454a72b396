import { once } from 'node:events';
import type { Application } from '../compose';

/** Runs until the signal, or until the application says that it cannot go on. @returns the exit code. */
export async function runUntilStopped(application: Application, signal: AbortSignal): Promise<number> {
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort');
  const failure = await Promise.race([stopped.then(() => null), application.failed]);
  await application.stop();
  if (failure) throw failure;
  return 0;
}
