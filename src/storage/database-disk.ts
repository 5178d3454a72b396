import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { stat, statfs, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Instant } from '../core/history';
import type { Clock, Disk, Log } from '../core/ports';
import type { UnsavedError } from '../core/unsaved-error';

const MB = 2 ** 20;
/** What SQLite needs to go on for a while: deleting and emptying its log take room, too. */
const BALLAST_BYTES = 16 * MB;
/** Room without the ballast: with less, what is left is kept for people; with more, all goes on. */
const LOW_BYTES = 32 * MB;
const ENOUGH_BYTES = 64 * MB;
const LOOK_EVERY_MS = 5_000;
const REFUSING_FOR_MS = 60_000;

/**
 * Watches the disk under a SQLite file. Beside the file it keeps a ballast, which it gives up when room runs
 * out, and makes again when there is enough.
 */
export class DatabaseDisk implements Disk {
  private readonly ballast: string;
  private low = false;
  private refusedAt: Instant | null = null;
  private lookedAt: Instant | null = null;
  private looking = false;

  /** @param path the SQLite file. */
  constructor(
    private readonly path: string,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.ballast = `${path}-ballast`;
  }

  isLow(): boolean {
    return this.low;
  }

  isRefusing(): boolean {
    return this.refusedAt !== null && Math.abs(this.clock.now() - this.refusedAt) < REFUSING_FOR_MS;
  }

  /** To be called when a write was refused. */
  noteRefusal(error: UnsavedError): void {
    this.refusedAt = this.clock.now();
    this.giveWay({ err: error });
  }

  /**
   * Gives the ballast up when there is little room. To be called before the database is opened.
   * @returns bytes that are free without the ballast.
   */
  async makeWay(): Promise<number> {
    const room = await this.measure();
    if (room < LOW_BYTES) this.giveWay({ megabytesFree: Math.floor(room / MB) });
    return room;
  }

  /** To be called at every tick. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const isEarly = this.lookedAt !== null && Math.abs(now - this.lookedAt) < LOOK_EVERY_MS;
    if (this.looking || isEarly) return;
    this.lookedAt = now;
    this.looking = true;
    await this.lookNow().finally(() => (this.looking = false));
  }

  private async lookNow(): Promise<void> {
    const room = await this.makeWay();
    if (room < LOW_BYTES || (this.low && (this.isRefusing() || room < ENOUGH_BYTES))) return;
    await this.keepBallast();
  }

  private giveWay(why: object): void {
    rmSync(this.ballast, { force: true });
    if (this.low) return;
    this.low = true;
    this.log.error(
      why,
      'the disk of the database is full or fails; no shop is looked at until it takes what is written',
    );
  }

  private async keepBallast(): Promise<void> {
    try {
      if ((await sizeOf(this.ballast)) < BALLAST_BYTES)
        await writeFile(this.ballast, fillBallast(), { mode: 0o600 });
    } catch (error) {
      this.giveWay({ err: error });
      return;
    }
    // Meanwhile a write may have been refused, and the new ballast given up.
    if (!this.low || this.isRefusing()) return;
    this.low = false;
    this.log.info({}, 'the disk of the database takes what is written again; shops are looked at');
  }

  /**
   * @returns the room in bytes that there would be without the ballast; without bounds where nobody can say.
   */
  private async measure(): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(dirname(this.path));
      return bavail * bsize + (await sizeOf(this.ballast));
    } catch {
      return Infinity;
    }
  }
}

/** @returns bytes; 0 for a file that is not there. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** Bytes that no file system can store in less room. */
function* fillBallast(): Generator<Uint8Array> {
  for (let left = BALLAST_BYTES; left > 0; left -= MB) yield randomBytes(MB);
}
