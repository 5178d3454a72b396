import type { Dice } from './dice';
import type { DrivenShops } from './driven-shops';
import type { MoodyConnector } from './moody-connector';
import { Shopper } from './shopper';
import type { TurnSender } from './turn-sender';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const LEAVES = 0.02;
const TIME_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Sydney',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Europe/London',
  'America/St_Johns',
];

/** The people of a run: each says something now and then, leaves, and comes back. */
export class Crowd {
  private readonly people: { readonly shopper: Shopper; speaksAt: number }[];

  constructor(
    count: number,
    now: number,
    private readonly dice: Dice,
    private readonly around: {
      readonly shops: DrivenShops;
      readonly connector: MoodyConnector;
      readonly turns: TurnSender;
    },
  ) {
    this.people = Array.from({ length: count }, (_, index) => ({
      shopper: new Shopper(`a:chat-${index}`, `29:person-${index}`, dice.pick(TIME_ZONES)),
      speaksAt: now + dice.between(0, 12 * HOUR),
    }));
  }

  /** When somebody speaks next; Infinity: nobody will. */
  get nextAt(): number {
    return Math.min(...this.people.map(({ speaksAt }) => speaksAt));
  }

  /** Whoever has something to say by now says it. */
  speak(now: number): void {
    for (const person of this.people) {
      if (person.speaksAt > now) continue;
      person.speaksAt = now + this.speakOne(person.shopper, now);
    }
  }

  /** Somebody has something to say just now. */
  rouse(now: number): void {
    const awake = this.people.filter(({ speaksAt }) => speaksAt < Infinity);
    if (awake.length > 0) this.dice.pick(awake).speaksAt = now;
  }

  hush(): void {
    for (const person of this.people) person.speaksAt = Infinity;
  }

  /** @returns how long until this person speaks again. */
  private speakOne(shopper: Shopper, now: number): number {
    const { dice } = this;
    const { shops, connector, turns } = this.around;
    if (turns.isBusy(shopper)) return 20 * SECOND;
    const isHere = connector.isReachable(shopper.chat);
    if (isHere && shopper.followed.length > 0 && dice.says(LEAVES)) {
      connector.setReachable(shopper.chat, false);
      return dice.between(0.1 * DAY, 8 * DAY);
    }
    if (!isHere) connector.setReachable(shopper.chat, true);
    const wish = shopper.think(
      {
        ...{ now, products: shops.products },
        priceOf: (product) => shops.priceOf(product),
        findButton: (does) => connector.findButton(shopper.chat, does),
      },
      dice,
    );
    turns.say(shopper, wish);
    return this.dice.says(0.35) ? dice.between(3 * SECOND, 240 * SECOND) : dice.waitAbout(2.5 * DAY);
  }
}
