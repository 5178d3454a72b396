import type { Clock, Http, IdentifiedLink, Log, LookResult, Looker, Validators } from '../core/ports';
import type { Reading } from '../core/reading';
import { checkReading } from './check-reading';
import { identify, parseLink } from './identify';
import type { InstalledWatcher } from './installed-watcher';
import { LookRequests } from './look-requests';
import type { LookRunner } from './look-runner';
import { findIdentity, findOwner, showsProduct } from './settle-identity';

export interface LookerOptions {
  readonly watchers: readonly InstalledWatcher[];
  readonly http: Http;
  readonly log: Log;
  readonly runner: LookRunner;
  readonly clock: Pick<Clock, 'now'>;
  /** The longest that one look may take, its waiting included. Default 60 s. */
  readonly deadlineMs?: number;
}

/** What one watcher made of a product. */
interface Glance {
  readonly reading: Reading;
  readonly validators: Validators;
  /** The product is another watcher's: look again through that one. */
  readonly owner: IdentifiedLink | null;
  /** The identity that the watcher itself gives the product; null when it stays as it was. */
  readonly identity: IdentifiedLink | null;
}

/** @returns the port; `close` ends its threads and breaks off what runs. */
export function createLooker(options: LookerOptions): Looker & { close(): Promise<void> } {
  return {
    identify: (link) => identify(options.watchers, link, options.log),
    look: (product, signal) =>
      withinDeadline(signal, options.deadlineMs ?? 60_000, (bounded) => look(options, product, bounded)),
    close: () => options.runner.close(),
  };
}

async function withinDeadline(
  outer: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<LookResult>,
): Promise<LookResult> {
  const inner = new AbortController();
  const stop = (): void => inner.abort();
  const timer = setTimeout(stop, milliseconds);
  outer.addEventListener('abort', stop, { once: true });
  if (outer.aborted) stop();
  try {
    const result = await work(inner.signal);
    if (!inner.signal.aborted) return result;
    const why = outer.aborted ? 'The look was broken off.' : 'The shop took too long to answer.';
    return { reading: { kind: 'unreachable', why }, validators: {} };
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  }
}

/**
 * Looks through the product's watcher, and through the one it turns out to belong to; through none of them
 * twice.
 */
async function look(
  options: LookerOptions,
  product: Parameters<Looker['look']>[0],
  signal: AbortSignal,
): Promise<LookResult> {
  const tried = new Set<string>();
  let result: LookResult | null = null;
  let next: IdentifiedLink | null = product;
  let validators = product.validators;
  let isFallback = false;
  while (next && !tried.has(next.watcher) && !signal.aborted) {
    const current: IdentifiedLink = next;
    tried.add(current.watcher);
    const glance = await glanceThrough(options, current, validators, signal);
    if (glance.kind === 'not-this-shop') {
      next = identify(
        options.watchers.filter(({ id }) => !tried.has(id)),
        current.url,
        options.log,
      );
      isFallback = true;
    } else {
      // A page that shows no product is no ground for moving one: it may be back tomorrow.
      const mayMove = !isFallback || showsProduct(glance.reading);
      result = toResult(glance, mayMove ? current : product, product);
      next = glance.owner;
    }
    validators = {};
  }
  return (
    result ?? { reading: { kind: 'unreadable', why: 'Ebb has no reader for this page.' }, validators: {} }
  );
}

function toResult(
  glance: Glance,
  current: IdentifiedLink,
  product: { watcher: string; key: string },
): LookResult {
  const { watcher, key, url, endsOn } = glance.identity ?? current;
  const moved = watcher !== product.watcher || key !== product.key;
  return {
    reading: glance.reading,
    validators: glance.validators,
    ...(moved ? { identity: { watcher, key, url, ...(endsOn === undefined ? {} : { endsOn }) } } : {}),
  };
}

async function glanceThrough(
  options: LookerOptions,
  product: IdentifiedLink,
  validators: Validators,
  signal: AbortSignal,
): Promise<(Glance & { kind: 'glance' }) | { kind: 'not-this-shop' }> {
  const { watchers, http, log, runner, clock } = options;
  const watcher = watchers.find(({ id }) => id === product.watcher);
  if (!watcher) return stay({ kind: 'unreadable', why: 'Ebb has no reader for this shop any more.' });
  const requests = new LookRequests({ http, watcher, url: product.url, validators, log, signal });
  if (await requests.askUnchanged()) return stay({ kind: 'unchanged' }, validators);
  const { key, url } = product;
  const job = { watcher: watcher.id, product: { key, url }, now: clock.now() };
  const end = await runner.run(job, () => requests.open(), signal);
  if (end.kind === 'not-this-shop') return end;
  const reading = believe(end.reading, watcher, url, log);
  const landed = watcher.reads === 'page' ? parseLink(requests.landedAt ?? '') : null;
  return {
    kind: 'glance',
    reading,
    // "Unchanged" will say that this reading still holds, so it must be one that tells the price or its
    // absence.
    validators:
      reading.kind === 'offer' || reading.kind === 'unavailable' ? requests.collectValidators() : {},
    owner: end.recognised ?? findOwner(watchers, watcher, landed, log),
    identity: findIdentity(reading, watcher, landed, log),
  };
}

function stay(reading: Reading, validators: Validators = {}): Glance & { kind: 'glance' } {
  return { kind: 'glance', reading, validators, owner: null, identity: null };
}

function believe(candidate: unknown, watcher: InstalledWatcher, url: string, log: Log): Reading {
  const checked = checkReading(candidate);
  if ('reading' in checked) return checked.reading;
  log.error(
    { watcher: watcher.id, url, fault: checked.fault },
    'a watcher returned something that is no reading',
  );
  return { kind: 'unreadable', why: `Ebb's reader for ${watcher.name} gave no usable result.` };
}
