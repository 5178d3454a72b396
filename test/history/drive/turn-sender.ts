import type { Dice } from './dice';
import type { Installation } from './installation';
import type { MoodyConnector } from './moody-connector';
import type { Shopper, Wish } from './shopper';
import type { TraceLog } from './trace-log';

interface Turn extends Wish {
  readonly id: string;
  readonly shopper: Shopper;
  sendAt: number;
  isOnItsWay: boolean;
}

/**
 * Sends turns as a channel does: one at a time in a chat, again until they are taken, and sometimes twice.
 */
export class TurnSender {
  private turns: Turn[] = [];
  private count = 0;

  constructor(
    private readonly installation: Installation,
    private readonly connector: MoodyConnector,
    private readonly dice: Dice,
    private readonly trace: TraceLog,
  ) {}

  /** Turns that Ebb has in hand. */
  get onTheirWay(): number {
    return this.turns.filter(({ isOnItsWay }) => isOnItsWay).length;
  }

  /** When the next turn is sent; Infinity: none waits, or nobody is there to take it. */
  get nextAt(): number {
    if (this.installation.alive.length === 0) return Infinity;
    return Math.min(...this.turns.map(({ isOnItsWay, sendAt }) => (isOnItsWay ? Infinity : sendAt)));
  }

  /** Is a turn of this chat not taken yet? */
  isBusy(shopper: Shopper): boolean {
    return this.turns.some((turn) => turn.shopper === shopper);
  }

  say(shopper: Shopper, wish: Wish): void {
    this.count += 1;
    const id = `turn-${this.count}`;
    this.turns.push({ ...wish, id, shopper, sendAt: this.installation.now, isOnItsWay: false });
  }

  /** Sends what is to be sent by now. @returns how many turns. */
  send(): number {
    if (this.installation.alive.length === 0) return 0;
    const due = this.turns.filter(({ isOnItsWay, sendAt }) => !isOnItsWay && sendAt <= this.installation.now);
    for (const turn of due) void this.try(turn);
    return due.length;
  }

  private async try(turn: Turn): Promise<void> {
    turn.isOnItsWay = true;
    const { id, text, means, shopper } = turn;
    const { chat, person } = shopper;
    this.trace.add({ kind: 'turn', chat, person, id, text, means });
    const copies = this.dice.says(0.05) ? 2 : 1;
    const statuses = await Promise.all(Array.from({ length: copies }, () => this.post(turn)));
    turn.isOnItsWay = false;
    if (!statuses.some((status) => status >= 200 && status < 300)) {
      turn.sendAt = this.installation.now + Math.ceil(this.dice.between(1_000, 15_000));
      return;
    }
    this.trace.add({ kind: 'taken', chat, id });
    this.turns = this.turns.filter((other) => other !== turn);
    turn.afterwards?.();
    if (means.kind === 'erase') this.connector.forgetButtons(chat);
  }

  /** @returns the HTTP status; 0: nobody answered. */
  private async post({ id, text, value, shopper }: Turn): Promise<number> {
    const { alive } = this.installation;
    const endpoint = alive.length === 0 ? null : this.installation.endpointOf(this.dice.pick(alive));
    if (endpoint === null) return 0;
    const { chat: conversation, person, timeZone } = shopper;
    const activity = { id, localTimezone: timeZone, ...(value && { value }) };
    return this.connector.fake.say(endpoint, { conversation, person, text, activity }).catch(() => 0);
  }
}
