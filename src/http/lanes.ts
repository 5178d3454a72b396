import { Lane, type LaneOptions } from './lane';
import type { NameLane } from './name-lane';

/** Idle lanes are forgotten when so many are known. */
const SWEEP_AT = 1000;

/** All lanes of this process, made when they are first asked for. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private sweepAt = SWEEP_AT;

  constructor(
    private readonly options: LaneOptions,
    private readonly nameLane: NameLane,
  ) {}

  /** The lane of a link, by its name. */
  of(url: URL): Lane {
    const name = this.nameLane(url);
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    if (this.lanes.size >= this.sweepAt) this.sweep();
    const lane = new Lane(name, this.options);
    this.lanes.set(name, lane);
    return lane;
  }

  /** How many lanes are remembered. */
  get size(): number {
    return this.lanes.size;
  }

  private sweep(): void {
    for (const [name, lane] of this.lanes) if (lane.isIdle()) this.lanes.delete(name);
    this.sweepAt = Math.max(SWEEP_AT, this.lanes.size * 2);
  }
}
