import type { Instant } from '../core/history';
import { type Bucket, type BucketState, countSent, findRoom, tenantKey } from '../core/pace';
import type { RateLimit } from '../core/ports';
import type { Turn } from '../core/turn';
import type { Intent } from './intent';
import { readText } from './read-text';

/**
 * More than anybody types, less than a script sends. The second one holds a script that keeps just below the
 * first.
 */
const PER_PERSON: readonly RateLimit[] = [
  { count: 20, perMs: 10_000 },
  { count: 60, perMs: 60_000 },
];
/** A lively group; Ebb hears all of it only where it is asked to. */
const PER_CONVERSATION: readonly RateLimit[] = [
  { count: 60, perMs: 10_000 },
  { count: 240, perMs: 60_000 },
];
/** A whole organisation after a message to everybody. */
const PER_TENANT: readonly RateLimit[] = [{ count: 600, perMs: 10_000 }];

/**
 * Whoever is told to wait waits so long at least, so that a flood is not answered by a flood of such
 * sentences.
 */
const SHORTEST_REST_MS = 10_000;
/** The longest of the times above. */
const REMEMBERED_MS = 60_000;

/** What ends or rests what Ebb says is heard at any pace. */
const ALWAYS_HEARD: ReadonlySet<Intent['do']> = new Set(['stop', 'pause', 'pause-all', 'erase'] as const);
/** No word of these is longer. */
const LONGEST_WORD = 200;

const UNKNOWN: BucketState = { sentAt: [], blockedUntil: null };

export type Hearing =
  | { readonly kind: 'heard' }
  /** There is no room until then; that is said once. */
  | { readonly kind: 'full'; readonly whose: 'person' | 'many'; readonly until: Instant }
  /** That was said already. */
  | { readonly kind: 'silent' };

type Speaker = Pick<Turn, 'where' | 'person'>;

/**
 * How much is answered of what people say, counted in this process: a second one only doubles the room. What
 * is not answered is not counted, so that one who floods takes no room from the others of the conversation or
 * the tenant.
 */
export class TurnPace {
  private readonly buckets = new Map<string, BucketState>();
  /** Who was told to wait, and until when. */
  private readonly resting = new Map<string, Instant>();
  private sweptAt: Instant = 0;

  hear(turn: Turn, now: Instant): Hearing {
    this.sweep(now);
    if (mustBeHeard(turn)) return { kind: 'heard' };
    const [person, conversation] = nameWhoRests(turn);
    if ([person, conversation].some((name) => (this.resting.get(name) ?? now) > now))
      return { kind: 'silent' };
    const buckets = bucketsOf(turn);
    const [ownRoom = now, ...rooms] = buckets.map((bucket) => findRoom(this.stateOf(bucket), bucket, now));
    const free = Math.max(ownRoom, ...rooms);
    if (free > now) {
      const until = Math.max(free, now + SHORTEST_REST_MS);
      const isOwn = ownRoom > now;
      this.resting.set(isOwn ? person : conversation, until);
      return { kind: 'full', whose: isOwn ? 'person' : 'many', until };
    }
    for (const bucket of buckets) this.buckets.set(bucket.key, countSent(this.stateOf(bucket), bucket, now));
    return { kind: 'heard' };
  }

  /** How many people, conversations and tenants are remembered. */
  get size(): number {
    return this.buckets.size + this.resting.size;
  }

  private stateOf({ key }: Bucket): BucketState {
    return this.buckets.get(key) ?? UNKNOWN;
  }

  /**
   * Forgets who has all room again; and everybody when the clock was put back, as they would have to wait for
   * it.
   */
  private sweep(now: Instant): void {
    if (now >= this.sweptAt && now < this.sweptAt + REMEMBERED_MS) return;
    const isBack = now < this.sweptAt;
    this.sweptAt = now;
    for (const [key, { sentAt }] of this.buckets) {
      if (isBack || (sentAt.at(-1) ?? 0) <= now - REMEMBERED_MS) this.buckets.delete(key);
    }
    for (const [name, until] of this.resting) if (isBack || until <= now) this.resting.delete(name);
  }
}

/** Events, buttons of ours and the words for an end: whoever wants to be rid of a message never waits. */
function mustBeHeard({ event, action, text }: Turn): boolean {
  if (event !== undefined || action) return true;
  return action === undefined && text.length <= LONGEST_WORD && ALWAYS_HEARD.has(readText(text).do);
}

/** The person in this conversation, and the conversation. */
function nameWhoRests({ where, person }: Speaker): readonly [string, string] {
  const { channel, tenant, externalId } = where;
  return [
    JSON.stringify([channel, tenant, externalId, person.id]),
    JSON.stringify([channel, tenant, externalId]),
  ];
}

function bucketsOf({ where, person }: Speaker): readonly Bucket[] {
  const { channel, tenant, externalId } = where;
  const of = (...names: readonly string[]): string => JSON.stringify([channel, tenant, ...names]);
  return [
    { key: `person ${of(person.id)}`, limits: PER_PERSON },
    { key: `conversation ${of(externalId)}`, limits: PER_CONVERSATION },
    // Where a channel has no tenants, its people have nothing to do with each other.
    ...(tenant === '' ? [] : [{ key: tenantKey(where), limits: PER_TENANT }]),
  ];
}
