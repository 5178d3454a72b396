import { DAY, type Instant } from './history';
import type { SendOutcome } from './ports';
import type { ClaimedDelivery, Settlement } from './records';
import { clampWait, spread } from './schedule';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before the second, third, … attempt; from then on LONGEST_RETRY_WAIT_MS. */
const RETRY_WAITS_MS: readonly number[] = [
  SECOND,
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
];
const LONGEST_RETRY_WAIT_MS: number = 6 * HOUR;
/** The last attempt is made at this age; a delivery that fails then is a dead letter … */
const GIVE_UP_AFTER_MS: number = DAY;
/** … unless it has hardly been tried, because this machine slept or the channel was stopped. */
const FEWEST_ATTEMPTS = 5;
/** A stopped channel waits for an operator; this often it is asked whether it works again. */
const STOPPED_WAIT_MS: number = 5 * MINUTE;

/** What becomes of a delivery after a send. `jitter` is 0 ≤ x < 1. */
export function settleSend(
  outcome: SendOutcome,
  delivery: Pick<ClaimedDelivery, 'attempts' | 'unknownSends' | 'createdAt' | 'plainText'>,
  { now, jitter }: { readonly now: Instant; readonly jitter: number },
): Settlement {
  const giveUpAt = findGiveUpAt(delivery);
  const wait = spread(RETRY_WAITS_MS[delivery.attempts] ?? LONGEST_RETRY_WAIT_MS, jitter);
  const nextTry = Math.min(now + Math.round(wait), giveUpAt);
  const tryAgain = (notBefore: Instant): Settlement =>
    now < giveUpAt
      ? { kind: 'again', notBefore, outcome: outcome.kind }
      : { kind: 'dead', because: `given up after a day: ${explain(outcome)}` };
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', messageId: outcome.messageId };
    case 'gone':
      return { kind: 'dropped', because: outcome.why };
    case 'later':
      return tryAgain(outcome.afterMs === null ? nextTry : now + clampWait(outcome.afterMs));
    case 'retry':
      return tryAgain(nextTry);
    case 'unknown':
      // One further send at most: a message too many is worse than the small chance that neither arrived.
      return delivery.unknownSends === 0
        ? tryAgain(nextTry)
        : { kind: 'dead', because: `may have arrived twice already: ${outcome.why}` };
    case 'rejected':
      return delivery.plainText
        ? { kind: 'dead', because: outcome.why }
        : { kind: 'again', notBefore: now, outcome: outcome.kind, plainText: true };
    case 'stopped':
      // Burns no attempts and does not age: nothing is wrong with the message.
      return { kind: 'again', notBefore: now + STOPPED_WAIT_MS, outcome: outcome.kind };
  }
}

function findGiveUpAt({ attempts, createdAt }: Pick<ClaimedDelivery, 'attempts' | 'createdAt'>): Instant {
  return attempts + 1 < FEWEST_ATTEMPTS ? Infinity : createdAt + GIVE_UP_AFTER_MS;
}

function explain(outcome: SendOutcome): string {
  return 'why' in outcome ? outcome.why : 'the channel kept asking to wait';
}
