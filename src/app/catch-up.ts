import type { Instant } from '../core/history';
import type { ProductStore } from '../core/store';

/** What fell due so lately is looked at as usual. */
const LATE_MS = 5 * 60_000;

/** Keeps what fell due while nothing ran from being looked at all at once. */
export class CatchUp {
  private isDone = false;

  /** @param usualWaitMs how often a product is looked at that never was. */
  constructor(
    private readonly products: Pick<ProductStore, 'spreadLate'>,
    private readonly usualWaitMs: number,
  ) {}

  /** To be called before each look for what is due; does its work before the first. */
  async prepare(now: Instant): Promise<void> {
    if (this.isDone) return;
    await this.products.spreadLate(now, now - LATE_MS, this.usualWaitMs);
    this.isDone = true;
  }
}
