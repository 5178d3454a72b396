import type { Random } from '../../../src/core/ports';

/** Choices from a seeded randomness. */
export class Dice {
  constructor(private readonly random: Random) {}

  /** true with this probability. */
  says(probability: number): boolean {
    return this.random.fraction() < probability;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.random.fraction();
  }

  /** A wait as between events that know nothing of each other, in whole milliseconds. */
  waitAbout(meanMs: number): number {
    return Math.ceil(-Math.log(1 - this.random.fraction()) * meanMs);
  }

  pick<T>(things: readonly T[]): T {
    const thing = things[Math.floor(this.random.fraction() * things.length)];
    if (thing === undefined) throw new Error('there is nothing to choose from');
    return thing;
  }

  /** Each as often as its weight says. */
  weigh<T>(things: readonly (readonly [weight: number, thing: T])[]): T {
    const total = things.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.random.fraction() * total;
    for (const [weight, thing] of things) {
      left -= weight;
      if (left < 0) return thing;
    }
    throw new Error('there is nothing to choose from');
  }
}
