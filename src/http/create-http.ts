import { setMaxListeners } from 'node:events';
import type { BlockStore } from '../core/block';
import type { LaneStore } from '../core/lane';
import { parseUrl } from '../core/parse-url';
import type { Clock, FetchOutcome, FetchRequest, Http, Log, PageTurns, Random } from '../core/ports';
import type { RobotsStore } from '../core/robots-store';
import { checkConfidential, isConfidential, refuseRedirect } from './confidential';
import { withController } from '../core/deadline';
import { systemWire, type Wire } from './dial';
import { Failure, type FailedReading } from './failure';
import { follow, redirectOf } from './follow';
import { Lanes } from './lanes';
import { createMemoryLanes } from './memory-lanes';
import { type LaneSettings, createNameLane } from './name-lane';
import { createPageLoad } from './page-parts';
import { readAnswer } from './read-answer';
import { ACCEPT_ENCODING } from './read-body';
import { createRefuseBlocked } from './refuse-blocked';
import { type Robots, createRobots } from './robots';
import { checkUrl, hostPort, hostPortSet } from './url-policy';
import { type Visit, createAsk, createVisit, newBudget } from './visit';

export interface HttpOptions extends LaneSettings {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Between two requests in one lane. */
  readonly laneGapMs: number;
  /** The queues that are shared with other processes; of this process alone when left out. */
  readonly lanes?: LaneStore;
  /** Hosts that the operator keeps us away from; none when left out. */
  readonly blocks?: Pick<BlockStore, 'find'>;
  /** What is remembered of robots.txt with other processes; by this one alone when left out. */
  readonly robots?: RobotsStore;
  /** `host:port` entries that are read without robots.txt. */
  readonly trustedShops: readonly string[];
  /** `Ebb/VERSION (+URL; contact)`. */
  readonly userAgent: string;
  /** The network; the machine's own when left out. Tests put theirs in place. */
  readonly wire?: Wire;
}

const STOPPED: FailedReading = {
  kind: 'unreachable',
  why: 'The look was stopped before the shop answered.',
};

const accept: Readonly<Record<FetchRequest['accept'], string>> = {
  html: 'text/html,application/xhtml+xml',
  json: 'application/json,text/javascript',
};

/** Opens the one way out to shops. `close` aborts what is in flight and waits for it. */
export function createHttp(options: HttpOptions): Http & PageTurns & { close(): Promise<void> } {
  const { clock, log, userAgent } = options;
  const closing = new AbortController();
  // Every fetch in flight listens; that is no leak.
  setMaxListeners(0, closing.signal);
  const ways = openWays(options, closing.signal);
  const { allowPrivate } = ways;
  const inFlight = new Set<Promise<unknown>>();

  function fetchPage(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    const question = { headers: headersFor(request, userAgent), body: request.body };
    const budget = newBudget();
    const redirect = isConfidential(request) ? refuseRedirect : redirectOf;
    return follow<FetchOutcome>(request.url, allowPrivate, async (url) => {
      checkConfidential(request, url, allowPrivate);
      const crawlDelayMs = await ways.admit(url, signal);
      return ways.visit(
        url,
        { ...question, crawlDelayMs, budget },
        signal,
        async (answer) => redirect(answer) ?? (await readAnswer(answer, request, url, clock.now())),
      );
    });
  }

  async function fetchSafely(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    try {
      return await withController([signal, closing.signal], (either) => fetchPage(request, either.signal));
    } catch (error) {
      const isStopped = signal.aborted || closing.signal.aborted;
      return { kind: 'failed', reading: isStopped ? STOPPED : explain(error, request.url, log) };
    }
  }

  async function track<T>(work: Promise<T>): Promise<T> {
    inFlight.add(work);
    try {
      return await work;
    } finally {
      inFlight.delete(work);
    }
  }

  return {
    fetch: (request, signal) => track(fetchSafely(request, signal)),
    takeTurn: (url, signal, work) =>
      track(withController([signal, closing.signal], (either) => ways.takeTurn(url, either.signal, work))),
    async close() {
      closing.abort();
      await Promise.allSettled(inFlight);
    },
  };
}

interface Ways extends PageTurns {
  readonly allowPrivate: ReadonlySet<string>;
  readonly visit: Visit;
  /** As `Robots.admit`, which trusted shops are not asked for; no host that is blocked is admitted. */
  readonly admit: Robots['admit'];
}

function openWays(options: HttpOptions, closing: AbortSignal): Ways {
  const { clock, random, laneGapMs: gapMs, userAgent, wire = systemWire } = options;
  const allowPrivate = hostPortSet(options.allowPrivate);
  const trusted = hostPortSet(options.trustedShops);
  const store = options.lanes ?? createMemoryLanes();
  const lanes = new Lanes({ store, clock, random, gapMs }, createNameLane(options));
  const refuseBlocked = createRefuseBlocked(options.blocks);
  const ask = createAsk({ clock, wire, lanes, allowPrivate, refuseBlocked });
  const visit = createVisit(lanes, ask);
  const robots = createRobots({
    ...{ clock, visit, allowPrivate, userAgent, closing },
    store: options.robots,
  });
  const admit: Robots['admit'] = async (url, signal) => {
    await refuseBlocked(url);
    return trusted.has(hostPort(url)) ? 0 : robots.admit(url, signal);
  };
  return {
    allowPrivate,
    visit,
    admit,
    async takeTurn(link, signal, work) {
      const url = checkUrl(link, allowPrivate);
      const lane = lanes.of(url);
      const isOwn = (part: URL): boolean => lanes.of(part) === lane;
      const load = createPageLoad({ ask, allowPrivate, userAgent, isOwn });
      return lane.run(await admit(url, signal), signal, () => work(load, signal));
    },
  };
}

function headersFor(request: FetchRequest, userAgent: string): Readonly<Record<string, string>> {
  const { etag, lastModified } = request.validator ?? {};
  return {
    accept: accept[request.accept],
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...request.headers,
    'user-agent': userAgent,
    'accept-encoding': ACCEPT_ENCODING,
    // On every hop, because the validator is that of the page at the end of the redirects.
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

function explain(error: unknown, link: string, log: Log): FailedReading {
  // The host alone: the rest of a link may be nobody's business.
  const host = parseUrl(link)?.hostname ?? '';
  if (error instanceof Failure) {
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    log.debug({ host, kind: error.reading.kind, why: error.message, cause }, 'A shop was not read');
    return error.reading;
  }
  log.error({ host, err: error }, 'A request to a shop ended in a way that was not foreseen');
  return { kind: 'unreachable', why: 'The shop could not be read.' };
}
