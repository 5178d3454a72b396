import type { Instant } from '../core/history';
import type { ProductStore } from '../core/store';

/** Who did not look for so long was away: stopped, or asleep with its machine. */
const AWAY_MS = 5 * 60_000;

/** Keeps what fell due while nothing was looked at from being looked at all at once. */
export class CatchUp {
  /** When something was last looked for; null: never by this process. */
  private lastAt: Instant | null = null;

  /** @param usualWaitMs how often a product is looked at that never was. */
  constructor(
    private readonly products: Pick<ProductStore, 'spreadLate'>,
    private readonly usualWaitMs: number,
  ) {}

  /** To be called before each look for what is due. */
  async prepare(now: Instant): Promise<void> {
    const isBack = this.lastAt === null || now - this.lastAt > AWAY_MS;
    if (isBack) await this.products.spreadLate(now, now - AWAY_MS, this.usualWaitMs);
    this.lastAt = now;
  }
}
