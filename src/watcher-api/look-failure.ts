import type { Reading } from '../core/reading';

/** A look that ends without an offer. The reading says why. */
export class LookFailure extends Error {
  override readonly name = 'LookFailure';

  constructor(
    readonly reading: Exclude<Reading, { kind: 'offer' | 'unchanged' }>,
    options?: ErrorOptions,
  ) {
    super('why' in reading ? reading.why : reading.kind, options);
  }
}

/**
 * Thrown by a watcher for `any` host when the page is not of its platform after all: the next watcher that
 * takes the link reads it in the same look, and the product stays with that one.
 */
export class NotThisShop extends Error {
  override readonly name = 'NotThisShop';

  constructor() {
    super('not of this platform');
  }
}
