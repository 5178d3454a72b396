import { isOver } from '../core/ends-on';
import type { Instant } from '../core/history';
import type { Clock, Log, Looker, Random, Wake } from '../core/ports';
import { FAILED_HOSTS_COUNT_MS } from '../core/quota';
import type { Reading } from '../core/reading';
import type { ClaimedProduct } from '../core/records';
import { nextCheckAt, type ScheduleNumbers } from '../core/schedule';
import type { ProductStore } from '../core/store';
import { type CheckContext, decideCheck } from './decide-check';
import { endProduct } from './end-product';

/** Every 20th look reads in full, whatever the validators say: a shop may answer 304 for ever. */
const READS_BETWEEN_FULL_ONES = 20;

export interface CheckDependencies {
  readonly products: ProductStore;
  readonly looker: Looker;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly wake: Wake;
  /** How often this product may be looked at. */
  readonly scheduleFor: (product: { readonly watcher: string; readonly url: string }) => ScheduleNumbers;
}

/**
 * Looks at one claimed product and records what the look changes; an aborted look is given back as it was. A
 * product whose last day is over is ended instead, and a first look that nobody may have now waits.
 */
export async function checkProduct(
  { products, looker, clock, random, log, wake, scheduleFor }: CheckDependencies,
  claimed: ClaimedProduct,
  signal: AbortSignal,
): Promise<void> {
  const { product, isDoubted } = claimed;
  const { endsOn } = product;
  const startedAt = clock.now();
  if (endsOn !== null && isOver(endsOn, startedAt)) {
    await products.recordCheck(claimed, startedAt, (facts) => endProduct(facts, endsOn, startedAt));
    wake.deliveries();
    return;
  }
  if (product.checkedAt === null && !(await products.mayLookFirst(product.id, startedAt))) {
    log.debug({ product: product.id }, 'a first look waits: too many hosts of those who want it failed');
    await products.giveBack(claimed, startedAt + FAILED_HOSTS_COUNT_MS);
    return;
  }
  const full = isDoubted || product.readsSinceFull + 1 >= READS_BETWEEN_FULL_ONES;
  const validators = full ? {} : product.validators;
  const look = await looker.look({ ...product, validators, record: isDoubted }, signal);
  if (signal.aborted) {
    await products.giveBack(claimed, product.nextCheckAt);
    return;
  }
  const context = { now: clock.now(), schedule: scheduleFor(product), jitter: random.fraction() };
  try {
    const recorded = await products.recordCheck(claimed, context.now, (facts) =>
      decideCheck(facts, look, context),
    );
    if (!recorded) log.warn({ product: product.id }, 'a look came too late: another one took over its claim');
    else log.debug({ product: product.id, kind: look.reading.kind }, 'looked at a product');
    wake.deliveries();
  } catch (error) {
    log.error({ product: product.id, err: error }, 'a look could not be recorded');
    // The shop is not to be asked again and again because of a fault of ours.
    await products.giveBack(claimed, planNextCheck(context));
  }
}

function planNextCheck(context: CheckContext): Instant {
  const reading: Reading = { kind: 'unreachable', why: 'what was read could not be recorded' };
  return nextCheckAt({ ...context, ...context.schedule, reading, failures: 1, lookAgainAt: null });
}
