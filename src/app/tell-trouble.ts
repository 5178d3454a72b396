import { DAY, type Instant } from '../core/history';
import type { NoticeBody, NoticeDraft } from '../core/notice';
import type { Reading } from '../core/reading';
import type { CheckFacts } from '../core/records';

/** So many failed looks in a row, over at least this long, are said once. */
const FAILURES_BEFORE_TROUBLE = 5;
const TROUBLE_AFTER_MS: number = DAY;

export interface Trouble {
  /** See `Product.troubleToldAt`. */
  readonly toldAt: Instant | null;
  readonly notices: readonly NoticeDraft[];
}

/** One word when a product has not been readable for long, and one to the same people when it is again. */
export function tellTrouble(facts: CheckFacts, failures: number, reading: Reading, now: Instant): Trouble {
  const { troubleToldAt } = facts.product;
  if (failures === 0) {
    const notices =
      troubleToldAt === null
        ? []
        : tellFollowers(
            facts,
            { kind: 'trouble', trouble: { kind: 'reads-again' } },
            troubleToldAt,
            troubleToldAt,
          );
    return { toldAt: null, notices };
  }
  const since = lastReadAt(facts);
  const isLong = failures >= FAILURES_BEFORE_TROUBLE && since !== null && now - since >= TROUBLE_AFTER_MS;
  if (troubleToldAt !== null || !isLong) return { toldAt: troubleToldAt, notices: [] };
  const notices = tellFollowers(
    facts,
    { kind: 'trouble', trouble: { kind: 'cannot-read', reading } },
    since,
    now,
  );
  // With nobody to tell (all paused) it stays untold, so that it is said when somebody listens again.
  return { toldAt: notices.length > 0 ? now : null, notices };
}

/**
 * The last look that was good; of a product never read, since when it is followed; null when it is followed
 * by nobody.
 */
function lastReadAt({ history, watches }: CheckFacts): Instant | null {
  const followedSince = watches.map(({ subscription }) => subscription.createdAt);
  return history.at(-1)?.endedAt ?? (followedSince.length > 0 ? Math.min(...followedSince) : null);
}

/**
 * `occasion` names this trouble among others of the same kind; who came after `until` has heard nothing of
 * it.
 */
function tellFollowers(
  { product, watches }: CheckFacts,
  body: NoticeBody & { kind: 'trouble' },
  occasion: Instant,
  until: Instant,
): readonly NoticeDraft[] {
  return watches
    .filter(({ subscription }) => subscription.status === 'active' && subscription.createdAt <= until)
    .map(({ subscription: { id } }) => ({
      subscriptionId: id,
      productId: product.id,
      idempotencyKey: `${body.trouble.kind}:${id}:${product.id}:${occasion}`,
      body,
    }));
}
