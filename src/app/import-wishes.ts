import type { Instant } from '../core/history';
import type { NewWish } from '../core/import';
import type { PortableWish } from '../core/portable-wish';
import type { ImportBody, NoticeDraft } from '../core/notice';
import type { Quota } from '../core/quota';
import type { Product } from '../core/records';
import type { Rule } from '../core/rule';
import type { Store } from '../core/store';
import { baselineNow, isFresh } from './current-price';
import { decideRule, type RuleDecision, type RuleWish } from './rule-wish';
import { identifyProduct, type LinkRefusal, type TrackPorts } from './track-links';

/** One line of an import: a link, and what is wished about it. */
export interface ImportLine extends Omit<PortableWish, 'rule'> {
  /** Counts from 1. */
  readonly line: number;
  readonly link: string;
  /** null: the usual rule. */
  readonly rule: RuleWish | null;
}

/** Why a line is not taken. */
export type ImportRefusal =
  | { readonly kind: 'link'; readonly why: LinkRefusal }
  | { readonly kind: 'rule'; readonly why: Exclude<RuleDecision, { kind: 'rule' }> }
  /** It says the same product as an earlier line. */
  | { readonly kind: 'double'; readonly of: number };

export interface ImportResult {
  readonly added: number;
  /** Followed already: they stay as they are. */
  readonly followed: number;
  /** Of the added, those that are looked at first. */
  readonly looking: number;
  readonly refused: readonly { readonly line: ImportLine; readonly refusal: ImportRefusal }[];
  /** There is no room for them; the first ones come in. */
  readonly full: readonly { readonly line: number; readonly quota: Quota }[];
}

export interface ImportPorts extends Pick<TrackPorts, 'looker' | 'wake'> {
  readonly store: Pick<Store, 'products' | 'imports'>;
}

/** Whose import it is, and what its lines begin with when they say nothing else. */
export interface ImportOwner {
  readonly conversationId: number;
  readonly person: string;
  readonly defaultRule: Rule;
  /** Names this import, so that it has one answer. */
  readonly key: string;
}

/** So long the one answer waits for looks: two hundred at one shop take their time. */
const WAITS_MS = 15 * 60 * 1000;

/**
 * Subscribes to all lines that can be taken, at once: save first. Products that must be looked at are looked
 * at one after the other, as their shops allow, and the person gets one answer when all are.
 */
export async function importWishes(
  ports: ImportPorts,
  owner: ImportOwner,
  lines: readonly ImportLine[],
  now: Instant,
): Promise<ImportResult> {
  const accepted: { readonly line: number; readonly wish: NewWish }[] = [];
  const refused: ImportResult['refused'][number][] = [];
  const firstLines = new Map<string, number>();
  for (const line of lines) {
    const wish = await readWish(ports, owner.defaultRule, line, now);
    const name = 'identity' in wish ? `${wish.identity.watcher} ${wish.identity.key}` : '';
    const first = firstLines.get(name);
    if ('kind' in wish) refused.push({ line, refusal: wish });
    else if (first !== undefined) refused.push({ line, refusal: { kind: 'double', of: first } });
    else {
      firstLines.set(name, line.line);
      accepted.push({ line: line.line, wish });
    }
  }
  const wishes = accepted.map(({ wish }) => wish);
  const taken = await ports.store.imports.take(owner, wishes, now, (ids) => oweAnswer(owner, ids, now));
  const added = wishes.filter((_, index) => taken[index]?.isNew);
  const full = accepted.flatMap(({ line }, index) => {
    const quota = taken[index]?.full;
    return quota ? [{ line, quota }] : [];
  });
  const looking = added.filter(({ looks }) => looks).length;
  if (looking > 0) ports.wake.polls();
  const followed = wishes.length - added.length - full.length;
  return { added: added.length, followed, looking, refused, full };
}

async function readWish(
  { store, looker }: ImportPorts,
  defaultRule: Rule,
  { link, rule: wished, status, baseline, snooze, urgent }: ImportLine,
  now: Instant,
): Promise<NewWish | ImportRefusal> {
  const found = await identifyProduct({ store, looker }, link, now);
  if (typeof found === 'string') return { kind: 'link', why: found };
  const { identity, product } = found;
  const decision = wished ? readRule(wished, product) : ({ kind: 'rule', rule: defaultRule } as const);
  if (decision.kind !== 'rule') return { kind: 'rule', why: decision };
  const known = product && isFresh(product, now) ? product : null;
  return {
    ...{ identity, status, snooze, urgent },
    rule: decision.rule,
    baseline: baseline ?? (known && baselineNow(known, now)),
    looks: known === null,
    history: [],
  };
}

/** A currency that a line names counts as written, also where the shop sells in another one by now. */
function readRule(wish: RuleWish, product: Product | null): RuleDecision {
  const decision = decideRule(wish, product?.confirmed?.price?.currency ?? null);
  return decision.kind === 'other-currency' ? decideRule(wish, null) : decision;
}

function oweAnswer(owner: ImportOwner, ids: readonly number[], now: Instant): NoticeDraft | null {
  if (ids.length === 0) return null;
  const { person, key } = owner;
  const body: ImportBody = { kind: 'import', person, ids, at: now, waitsUntil: now + WAITS_MS };
  return {
    subscriptionId: null,
    productId: null,
    idempotencyKey: `import:${owner.conversationId}:${key}`,
    body,
  };
}
