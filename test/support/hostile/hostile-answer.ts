import type { Money } from '../../../src/core/money';
import type { FakeShop } from '../fake-shop';

type FakePage = Parameters<FakeShop['set']>[1];

/** One answer that no honest shop gives, or that readers are known to fall for. */
export interface HostileAnswer {
  readonly name: string;
  /** What the link of the product answers; or several links of one shop. */
  readonly serve: FakePage | Readonly<Record<`/${string}`, FakePage>>;
  /** Of an offer: the amount and currency that must be read; the seconds to wait, of what is blocked. */
  readonly price?: readonly [minor: Money['minor'], currency: string];
  readonly retryAfterSeconds?: number;
  /** The look knows this ETag from before. */
  readonly etag?: string;
  /** Ends at a deadline only. */
  readonly isSlow?: boolean;
}
