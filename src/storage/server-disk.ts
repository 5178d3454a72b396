import type { Outage } from '../app/outages';
import type { Instant } from '../core/history';
import type { Clock, Disk } from '../core/ports';
import type { UnsavedError } from '../core/unsaved-error';

/** So long after a refusal nothing is begun that takes room. */
const RESTS_MS = 60_000;

/** The disk of a database server: nobody here sees how full it is, only that a write was refused. */
export class ServerDisk implements Disk {
  private refusedAt: Instant | null = null;

  /** @param tryWrite throws while nothing can be written. */
  constructor(
    private readonly clock: Clock,
    private readonly outage: Outage,
    private readonly tryWrite: () => Promise<void>,
  ) {}

  isLow(): boolean {
    return this.isRefusing();
  }

  isRefusing(): boolean {
    return this.refusedAt !== null && Math.abs(this.clock.now() - this.refusedAt) < RESTS_MS;
  }

  /** To be called when a write was refused. */
  noteRefusal(error: UnsavedError): void {
    this.refusedAt = this.clock.now();
    this.outage.noteFailure({ err: error }, true);
  }

  /** To be called at every tick: after the rest one write is tried, before all goes on. */
  async look(): Promise<void> {
    if (this.refusedAt === null || this.isRefusing()) return;
    // One try a rest: until it has worked, all rests on.
    this.refusedAt = this.clock.now();
    try {
      await this.tryWrite();
    } catch {
      return;
    }
    this.refusedAt = null;
    this.outage.noteSuccess();
  }
}
