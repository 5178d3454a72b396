import type { Clock, Random } from '../../src/core/ports';

/** A clock that stands still until the test moves it; sleepers wake when their time has come. */
export class ManualClock implements Clock {
  private sleepers: { at: number; wake: () => void }[] = [];

  constructor(private instant = Date.UTC(2026, 0, 15, 12)) {}

  now(): number {
    return this.instant;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.sleepers.push({ at: this.instant + milliseconds, wake: resolve });
    });
  }

  advance(milliseconds: number): void {
    this.instant += milliseconds;
    const due = this.sleepers.filter((sleeper) => sleeper.at <= this.instant);
    this.sleepers = this.sleepers.filter((sleeper) => sleeper.at > this.instant);
    for (const sleeper of due) sleeper.wake();
  }
}

/** Repeatable randomness: mulberry32 from a seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    fraction,
    token: (bytes) => Array.from({ length: bytes }, () => Math.floor(fraction() * 36).toString(36)).join(''),
  };
}
