import type { z } from 'zod';
import type { Log } from '../core/ports';
import type { ProductIdentity, Reading } from '../core/reading';
import type { Answer } from './answer';

/** Which product a link means. */
export interface Match extends ProductIdentity {
  /** ISO date after which the product no longer exists (a stay, an event). */
  readonly endsOn?: string;
}

export interface RequestOptions {
  /** What the watcher can read; an answer of another type is not read. */
  readonly accept: 'html' | 'json';
  /**
   * Only for `api` and `feed`, by name in lower case: `authorization`, `accept`, `accept-language`, `x-…`. A
   * request with headers goes by https, follows no redirect and is made again in full at each look. A key
   * belongs here, not into the link: links are logged and recorded.
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The only network a watcher has: no cookies, no retries. Each request counts against the look's limit: 1 for
 * `page`, 3 for `api` and `feed`. All throw LookFailure with the reading to end in; let it pass, unless
 * something else can still be tried.
 */
export interface WatcherHttp {
  get(url: string, options: RequestOptions): Promise<Answer>;
  /**
   * Only for `api` and `feed`. `json` becomes the body, at most 16 KB; what is said of headers holds for it.
   */
  post(url: string, options: RequestOptions & { readonly json: unknown }): Promise<Answer>;
}

export interface LookContext<Settings> {
  readonly http: WatcherHttp;
  readonly log: Log;
  /** Aborted when nobody waits for the look any more. */
  readonly signal: AbortSignal;
  readonly settings: Settings;
  /** When the look began, in milliseconds since 1970 UTC: for what an API wants signed with the time. */
  readonly now: number;
}

/**
 * What a watcher declares. `look` runs in a thread of its own with 256 MB and 3 s of computing at a time; a
 * watcher has no other network, clock or disk.
 */
export interface WatcherDefinition<Schema extends z.ZodObject = z.ZodObject> {
  /** Lower case letters, digits and dashes; the name of its folder. */
  readonly id: string;
  /** As people know the shop. */
  readonly name: string;
  readonly homepage: string;
  /** Who looks after it: GitHub handles or mail addresses, at least one. */
  readonly maintainers: readonly string[];
  /**
   * The shop's hosts, lower case: `shop.example` means this host and its `www.`, `*.shop.example` every host
   * below it.
   * `any`: a platform or a way of reading that is not bound to hosts; asked after all watchers that name
   * theirs.
   */
  readonly hosts: readonly string[] | 'any';
  /** `page`: one HTML page, 1 request a look; `api`, `feed`: machine-readable answers, up to 3. */
  readonly reads: 'page' | 'api' | 'feed';
  /**
   * `browser`: the page says nothing until its scripts have run, so `http.get` gives it as a browser shows it
   * then. Where the operator has named none (`EBB_BROWSER`), each look ends as `refused`. Only for `page`.
   */
  readonly needs?: readonly 'browser'[];
  /** No product is looked at more often; at least 60. */
  readonly minIntervalSeconds: number;
  /** Settings by the names they have in the environment. */
  readonly settings?: Schema;
  /** A link as somebody would paste it, and the key it must lead to with settings left unset. */
  readonly example: {
    readonly url: string;
    readonly key: string;
    /** Made up, for an API that is not asked without a key: its recorded answers are read with them. */
    readonly settings?: Readonly<Record<string, string>>;
  };
  /** Pure. @returns null when the link is no product of this shop. */
  match(url: URL, settings: z.output<Schema>): Match | null;
  /** Only for `any`, pure: a platform known by its page. The product moves to this watcher once. */
  recognise?(page: Answer): Match | null;
  /** @throws LookFailure, NotThisShop; anything else counts as an answer that could not be read. */
  look(product: ProductIdentity, context: LookContext<z.output<Schema>>): Promise<Reading>;
}

/** A watcher whose settings only itself knows. */
export type Watcher = WatcherDefinition;

/** The default export of a watcher. Checked when Ebb starts. */
export function defineWatcher<Schema extends z.ZodObject>(definition: WatcherDefinition<Schema>): Watcher {
  return definition;
}
