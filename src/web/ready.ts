import type { HttpResponse } from '../core/endpoint';

/**
 * One thing that must work for us to be of use, e.g. the database. Resolves false or rejects when it does
 * not.
 */
export interface Probe {
  readonly name: string;
  check(): Promise<boolean>;
}

const PATIENCE_MS = 2000;

async function holds(probe: Probe): Promise<boolean> {
  let tired: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    tired = setTimeout(resolve, PATIENCE_MS, false);
  });
  try {
    return await Promise.race([probe.check(), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(tired);
  }
}

/** Asks every probe, each for two seconds at most. 503 names those that do not hold. */
export async function answerReady(probes: readonly Probe[]): Promise<HttpResponse> {
  const results = await Promise.all(probes.map(async (probe) => [probe.name, await holds(probe)] as const));
  const ready = results.every(([, held]) => held);
  return { status: ready ? 200 : 503, body: { ready, checks: Object.fromEntries(results) } };
}
