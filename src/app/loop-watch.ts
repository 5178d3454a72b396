import type { Instant } from '../core/history';
import type { Clock } from '../core/ports';

/** A loop, as seen from outside. */
export interface WatchedLoop {
  readonly name: string;
  /** Changes whenever it gets on. */
  readonly moves: number;
  readonly isIdle: boolean;
}

/** After so long without a step it is taken for hung: then others may take its work over, too. */
const STUCK_AFTER_MS = 120_000;

interface Seen {
  readonly moves: number;
  readonly at: Instant;
}

/** Knows which loops have hung. */
export class LoopWatch {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly loops: readonly WatchedLoop[],
    private readonly clock: Clock,
  ) {}

  /** To be called at every tick. */
  look(): void {
    const at = this.clock.now();
    for (const loop of this.loops) {
      if (!this.stands(loop)) this.seen.set(loop.name, { moves: loop.moves, at });
    }
  }

  /** @returns the names of those that have work and have not got on with it for two minutes. */
  findStuck(): string[] {
    const now = this.clock.now();
    return this.loops
      .filter((loop) => this.stands(loop) && now - (this.seen.get(loop.name)?.at ?? now) >= STUCK_AFTER_MS)
      .map(({ name }) => name);
  }

  private stands({ name, moves, isIdle }: WatchedLoop): boolean {
    return !isIdle && this.seen.get(name)?.moves === moves;
  }
}
