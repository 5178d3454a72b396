import type { Log } from '../../src/core/ports';

const ignore = (): void => undefined;

/** A log for tests that do not look at it. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
