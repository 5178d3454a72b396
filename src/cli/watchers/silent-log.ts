import type { Log } from '../../core/ports';

const ignore = (): void => undefined;

/** For commands whose result says all that there is to say. */
export const SILENT: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
