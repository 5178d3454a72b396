import type { Clock } from '../core/ports';
import type { Instant } from '../core/history';
import type { ProcessLock } from './process-lock';

const LOCK_EVERY_MS = 3_000;
/** Ticks come every second; after so long without one the loops count as dead. */
const FRESH_FOR_MS = 10_000;

/** Shows that this process lives: to itself by the time of its last tick, to others by the lock row. */
export class Heartbeat {
  /** Resolves when another process took the lock: go on no further. */
  readonly lost: Promise<Error>;
  private declareLost: (error: Error) => void = () => undefined;
  private tickedAt: Instant;
  private lockedAt: Instant;

  /** @param lock null where no lock is needed. */
  constructor(
    private readonly lock: ProcessLock | null,
    private readonly clock: Clock,
  ) {
    this.tickedAt = clock.now();
    this.lockedAt = clock.now();
    this.lost = new Promise((resolve) => (this.declareLost = resolve));
  }

  /** To be called at every tick. A heartbeat that cannot be written is tried again at the next one. */
  async beat(): Promise<void> {
    this.tickedAt = this.clock.now();
    if (!this.lock || this.tickedAt - this.lockedAt < LOCK_EVERY_MS) return;
    this.lockedAt = this.tickedAt;
    const held = await this.lock.beat().catch(() => true);
    if (!held) this.declareLost(new Error('another Ebb took over this database; this one stops'));
  }

  isFresh(): boolean {
    return this.clock.now() - this.tickedAt < FRESH_FOR_MS;
  }
}
