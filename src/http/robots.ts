import type { Clock } from '../core/ports';
import type { KeptRobots, RobotsStore } from '../core/robots-store';
import { BoundedCache } from './bounded-cache';
import { orAborted } from '../core/deadline';
import type { Answer } from './exchange';
import { Failure, refused, unreachable } from './failure';
import { follow, redirectOf, type Redirect } from './follow';
import { MAX_BODY_BYTES } from './read-answer';
import { readBody } from './read-body';
import { parseRobots, type RobotsRules } from './robots-rules';
import { newBudget, type Visit } from './visit';

/** The product token by which robots.txt speaks to us. */
const PRODUCT = 'Ebb';
const KEEP_MS = 24 * 60 * 60 * 1000;
/** A shop whose robots.txt cannot be had is left alone, and asked again soon. */
const KEEP_FAILURE_MS = 5 * 60 * 1000;
/** RFC 9309 §2.5; what is beyond is not read. */
const MAX_BYTES = 500 * 1024;
/** Over all shops, in characters of robots.txt, each with a share for the entry itself. */
const MAX_CACHED = 32_000_000;
const ENTRY_WEIGHT = 500;

/** What a shop lets programs do, asked once a day. */
export interface Robots {
  /**
   * Waits for the robots.txt of the origin when it is not known.
   * @returns the gap that the shop asks for, in milliseconds.
   * @throws Failure `refused` when robots.txt forbids the page; the failure of the request for robots.txt,
   * which counts as a ban (RFC 9309 §2.3.1.4); the signal's reason.
   */
  admit(url: URL, signal: AbortSignal): Promise<number>;
}

interface Found {
  readonly kind: 'found';
  /** Empty: nothing is forbidden. */
  readonly text: string;
}

interface RobotsOptions {
  readonly clock: Clock;
  readonly visit: Visit;
  /** What all processes remember together; absent: this one alone remembers. */
  readonly store?: RobotsStore | undefined;
  readonly allowPrivate: ReadonlySet<string>;
  readonly userAgent: string;
  /** Ends the requests, which are shared by several callers. */
  readonly closing: AbortSignal;
}

export function createRobots(options: RobotsOptions): Robots {
  const { clock, visit, store, allowPrivate, userAgent, closing } = options;
  const headers = { 'user-agent': userAgent, accept: 'text/plain', 'accept-encoding': 'gzip' };
  const cache = new BoundedCache<RobotsRules | Failure>(MAX_CACHED);
  const loading = new Map<string, Promise<RobotsRules | Failure>>();

  function remember(origin: string, { text, expiresAt }: KeptRobots): RobotsRules {
    const rules = parseRobots(text, PRODUCT);
    cache.set(origin, rules, text.length + ENTRY_WEIGHT, expiresAt);
    return rules;
  }

  async function ask(origin: string): Promise<RobotsRules> {
    const plan = { headers, crawlDelayMs: 0, budget: newBudget() };
    const { text } = await follow<Found>(`${origin}/robots.txt`, allowPrivate, (url) =>
      visit(url, plan, closing, readRobots),
    );
    const now = clock.now();
    const robots = { text, expiresAt: now + KEEP_MS };
    await store?.put(origin, robots, now);
    return remember(origin, robots);
  }

  async function load(origin: string): Promise<RobotsRules | Failure> {
    try {
      const now = clock.now();
      const kept = await store?.get(origin, now);
      // What is kept for longer than a day was kept before the clock was put back.
      return kept && kept.expiresAt <= now + KEEP_MS ? remember(origin, kept) : await ask(origin);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // A pause is kept by the lane, which knows how long it still lasts.
      if (error.reading.kind !== 'blocked')
        cache.set(origin, error, ENTRY_WEIGHT, clock.now() + KEEP_FAILURE_MS);
      return error;
    } finally {
      loading.delete(origin);
    }
  }

  function find(origin: string): Promise<RobotsRules | Failure> {
    const known = cache.get(origin, clock.now());
    if (known !== undefined) return Promise.resolve(known);
    const running = loading.get(origin) ?? load(origin);
    loading.set(origin, running);
    return running;
  }

  return {
    async admit(url, signal) {
      const rules = await orAborted(find(url.origin), signal);
      if (rules instanceof Failure) throw rules;
      if (!rules.isAllowed(url.pathname + url.search)) {
        throw refused('The shop asks programs not to read this page (robots.txt).');
      }
      return rules.crawlDelayMs;
    },
  };
}

async function readRobots(answer: Answer): Promise<Redirect | Found> {
  const redirect = redirectOf(answer);
  if (redirect !== null) return redirect;
  if (answer.status >= 500)
    throw unreachable('The shop does not say whether programs may read it (robots.txt).');
  if (answer.status !== 200) return { kind: 'found', text: '' };
  const bytes = await readBody(answer.body, answer.header('content-encoding'), MAX_BODY_BYTES);
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_BYTES));
  // Some shops answer every unknown path with their start page.
  const isHtml = answer.header('content-type').startsWith('text/html') || text.trimStart().startsWith('<');
  return { kind: 'found', text: isHtml ? '' : text };
}
