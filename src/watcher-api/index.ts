/** All that a watcher may import: package subpath `ebb/watcher`. */
export { z } from 'zod';
export { type Money, fromDecimal, isCurrency, toDecimal } from '../core/money';
export { AVAILABILITIES, type Availability, type Offer } from '../core/offer';
export type { Log } from '../core/ports';
export type { ProductIdentity, Reading } from '../core/reading';
export { canonicalLink } from '../reading/canonical-link';
export { readPage } from '../reading/read-page';
export { type Answer, makeAnswer } from './answer';
export { type OfferParts, buildOffer, toReading } from './build-offer';
export {
  type LookContext,
  type Match,
  type RequestOptions,
  type Watcher,
  type WatcherDefinition,
  type WatcherHttp,
  defineWatcher,
} from './define-watcher';
export { fromHundredths } from './from-hundredths';
export { hashSha512 } from './hash-sha512';
export { LookFailure, NotThisShop } from './look-failure';
export { type PageElements, findElements, stripMarkup } from './page-elements';
export { readMoney } from './read-money';
