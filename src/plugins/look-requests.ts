import type { FetchOutcome, Http, Log, Validators } from '../core/ports';
import { findRequestFault } from './find-request-fault';
import { parseLink } from './identify';
import { type InstalledWatcher, claimsHost } from './installed-watcher';
import type { Fetch, Fetched, LookRequest } from './look-runner';

/** Requests a look may make. */
const LIMITS = { page: 1, api: 3, feed: 3 } as const;

/**
 * With two conditional requests, of which the second is answered in full, the first is made again: three in
 * all.
 */
const MOST_CONDITIONAL = 2;

type Validator = Validators[string];

interface Answered {
  readonly asked: LookRequest;
  readonly url: string;
  readonly validator: Validator;
}

export interface LookRequestsOptions {
  readonly http: Http;
  readonly watcher: InstalledWatcher;
  /** The link of the product. */
  readonly url: string;
  /** Of the last look. */
  readonly validators: Validators;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The requests of one look of one watcher, held to its limits. */
export class LookRequests {
  /** Asked but not yet handed over: a look that is run again does not ask the shop twice. */
  private readonly pending = new Map<string, Promise<FetchOutcome>>();
  private readonly accept: LookRequest['accept'];
  private answered: Answered[] = [];

  constructor(private readonly options: LookRequestsOptions) {
    this.accept = options.watcher.reads === 'page' ? 'html' : 'json';
  }

  /**
   * Makes the requests of the last look again, on condition that something changed. The first answer in full
   * is kept for the look.
   * @returns true when there were any and each was answered 304.
   */
  async askUnchanged(): Promise<boolean> {
    const { http, signal, validators } = this.options;
    const known = Object.entries(validators);
    // Left over from another watcher, before the product moved.
    if (!known.every(([url]) => this.isOwnHost(parseLink(url)?.host))) return false;
    for (const [url, validator] of known) {
      const outcome = await http.fetch({ url, accept: this.accept, validator }, signal);
      if (outcome.kind === 'not-modified') continue;
      this.pending.set(nameRequest({ url, accept: this.accept }), Promise.resolve(outcome));
      return false;
    }
    return known.length > 0;
  }

  /** Begins a run of the look; what an earlier run was given counts no more. */
  open(): Fetch {
    const answered: Answered[] = [];
    this.answered = answered;
    let made = 0;
    return async (asked) => this.refuse(asked, ++made) ?? (await this.fetch(asked, answered));
  }

  /** What makes the next look conditional; empty unless that is possible for all requests of this one. */
  collectValidators(): Validators {
    const all = this.answered.every(
      ({ asked, validator }) => this.canBeAskedAgain(asked) && isUsable(validator),
    );
    if (!all || this.answered.length > MOST_CONDITIONAL) return {};
    return Object.fromEntries(this.answered.map(({ asked, validator }) => [asked.url, validator]));
  }

  /** Where the first request ended after redirects; null when none was answered. */
  get landedAt(): string | null {
    return this.answered[0]?.url ?? null;
  }

  private refuse(asked: LookRequest, made: number): Fetched | null {
    const { watcher, log } = this.options;
    const overLimit = made > LIMITS[watcher.reads];
    const link = parseLink(asked.url);
    const elsewhere = !this.isOwnHost(link?.host);
    const fault = findRequestFault(asked, watcher.reads);
    if (!overLimit && !elsewhere && fault === null) return null;
    // Without its query, in which some APIs want their key.
    const where = link && link.origin + link.pathname;
    const fields = { watcher: watcher.id, where, overLimit, elsewhere, fault };
    log.warn(fields, 'a watcher asked for what it may not have');
    const why = `Ebb's reader for ${watcher.name} asked for more than it may.`;
    return { kind: 'failed', reading: { kind: 'unreadable', why } };
  }

  private async fetch(asked: LookRequest, answered: Answered[]): Promise<Fetched> {
    const { http, signal, watcher } = this.options;
    const name = nameRequest(asked);
    const rendered = watcher.needs?.includes('browser') === true;
    const asking = this.pending.get(name) ?? http.fetch(rendered ? { ...asked, rendered } : asked, signal);
    this.pending.set(name, asking);
    const outcome = await asking;
    // A run that broke down meanwhile takes nothing: the answer is kept for the one that follows.
    if (answered === this.answered) this.pending.delete(name);
    if (outcome.kind === 'not-modified') return failUnreachable('The shop answered "unchanged" unasked.');
    if (outcome.kind === 'failed') return outcome;
    if (leftTheShop(outcome.url, watcher))
      return failUnreachable('The shop sends its visitors to another site.');
    answered.push({ asked, url: outcome.url, validator: outcome.validator });
    return outcome;
  }

  /** Its link is all that will be known of a request by then. */
  private canBeAskedAgain({ accept, headers, body }: LookRequest): boolean {
    return accept === this.accept && headers === undefined && body === undefined;
  }

  /** The hosts a watcher names; for `any`, the product's own and where its requests were sent on to. */
  private isOwnHost(host: string | undefined): boolean {
    const { watcher, url } = this.options;
    if (host === undefined) return false;
    if (watcher.hosts !== 'any') return claimsHost(watcher, host);
    const own = [url, ...this.answered.map((answer) => answer.url)];
    return own.some((link) => bareHost(new URL(link).host) === bareHost(host));
  }
}

function nameRequest({ url, headers, body }: LookRequest): string {
  return JSON.stringify([url, headers, body]);
}

function failUnreachable(why: string): Fetched {
  return { kind: 'failed', reading: { kind: 'unreachable', why } };
}

function isUsable(validator: Validator): boolean {
  return validator.etag !== undefined || validator.lastModified !== undefined;
}

function bareHost(host: string): string {
  return host.replace(/^www\./, '');
}

function leftTheShop(landedAt: string, watcher: InstalledWatcher): boolean {
  return watcher.hosts !== 'any' && !claimsHost(watcher, new URL(landedAt).host);
}
