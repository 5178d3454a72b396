import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from './dice';
import type { Installation } from './installation';
import type { MoodyConnector } from './moody-connector';
import type { TraceLog } from './trace-log';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A piece of work takes about so long in real time. */
const WORK_TAKES_MS = 25;

/** What befalls an installation: kills, stops, clocks that jump, a connector in a bad mood. */
export class Troubles {
  kills = 0;
  /** When each process that was ended starts again; null: it runs. */
  private readonly startsAt: (number | null)[];
  private jumpsAt: number;
  private moodChangesAt: number;

  constructor(
    private readonly plan: { readonly startAt: number; readonly lastsMs: number; readonly kills: number },
    private readonly installation: Installation,
    private readonly connector: MoodyConnector,
    private readonly dice: Dice,
    private readonly trace: TraceLog,
  ) {
    this.startsAt = installation.alive.map(() => null);
    this.jumpsAt = plan.startAt + dice.waitAbout(DAY);
    this.moodChangesAt = plan.startAt;
  }

  get nextAt(): number {
    return Math.min(this.jumpsAt, this.moodChangesAt, ...this.startsAt.map((at) => at ?? Infinity));
  }

  /** Does what has come by now, except kills. */
  async come(): Promise<void> {
    const { dice, installation } = this;
    if (this.moodChangesAt <= installation.now) {
      this.connector.moodiness = dice.pick([0, 0, 0.1, 0.3, 0.6]);
      this.moodChangesAt = installation.now + dice.waitAbout(8 * HOUR);
    }
    for (const [process, at] of this.startsAt.entries()) {
      if (at === null || at > installation.now) continue;
      await installation.start(process);
      this.startsAt[process] = null;
    }
    if (this.jumpsAt <= installation.now) await this.jump();
  }

  /** Kills a process, now and then, in the middle of what it does. */
  async strike(): Promise<void> {
    const { plan, dice, installation } = this;
    const share = (installation.now - plan.startAt) / plan.lastsMs;
    if (share > 1 || plan.kills * share - this.kills < dice.between(0, 4)) return;
    await wait(dice.between(0, WORK_TAKES_MS));
    if (installation.alive.length === 0) return;
    const struck = dice.says(0.25) ? installation.alive : [dice.pick(installation.alive)];
    const how = dice.says(0.04) && this.connector.hanging === 0 ? 'stop' : 'kill';
    for (const process of struck) {
      await installation.end(process, how);
      this.startsAt[process] = installation.now + this.chooseOutage();
      if (how === 'kill') this.kills += 1;
    }
    if (installation.alive.length === 0) this.connector.hanging = 0;
  }

  /** Everything is well from now on. */
  async end(): Promise<void> {
    this.startsAt.forEach((at, process) => (this.startsAt[process] = at && this.installation.now));
    this.jumpsAt = Infinity;
    await this.come();
    this.moodChangesAt = Infinity;
    this.connector.moodiness = 0;
  }

  private chooseOutage(): number {
    const { dice } = this;
    return Math.round(
      dice.weigh([
        [12, 0],
        [4, dice.between(SECOND, MINUTE)],
        [2, dice.between(MINUTE, HOUR)],
        [1, dice.between(HOUR, 9 * HOUR)],
      ]),
    );
  }

  private async jump(): Promise<void> {
    const { dice, installation } = this;
    const byMs = Math.round(
      dice.weigh([
        [3, dice.between(SECOND, 2 * MINUTE)],
        [2, -dice.between(SECOND, MINUTE)],
        [1, dice.between(HOUR, 15 * HOUR)],
      ]),
    );
    await installation.advance(byMs);
    this.trace.add({ kind: 'clock-jump', byMs });
    this.jumpsAt = installation.now + dice.waitAbout(3 * DAY);
  }
}
