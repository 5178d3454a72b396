import type { Instant } from '../core/history';
import type { Clock, Log } from '../core/ports';

/** What the log says of one thing that goes away and comes back, once each. */
export interface OutageWords {
  /** What is down, what happens meanwhile, and what to do. */
  readonly down: string;
  readonly back: string;
  /** Stands in both lines. */
  readonly fields?: object;
}

/** So many failures in a row are no accident of one try. */
const FAILURES_THAT_TELL = 3;
/** Back is what has worked for so long without a failure; else a thing that half works would fill the log. */
const STEADY_MS = 10_000;

interface Trouble {
  readonly since: Instant;
  failures: number;
  isTold: boolean;
  /** When it first worked after the last failure; null: not yet. */
  goodSince: Instant | null;
}

/** One thing that may be down. */
export class Outage {
  private trouble: Trouble | null = null;

  constructor(
    private readonly words: OutageWords,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * A try failed. @param why fields for the log. @param isSure one failure is enough.
   * @returns whether the log has told of it.
   */
  noteFailure(why: object, isSure = false): boolean {
    const trouble = (this.trouble ??= {
      since: this.clock.now(),
      failures: 0,
      isTold: false,
      goodSince: null,
    });
    trouble.failures += 1;
    trouble.goodSince = null;
    if (trouble.isTold || !(isSure || trouble.failures >= FAILURES_THAT_TELL)) return trouble.isTold;
    trouble.isTold = true;
    const since = new Date(trouble.since).toISOString();
    this.log.error({ ...this.words.fields, ...why, since }, this.words.down);
    return true;
  }

  /** A try worked. */
  noteSuccess(): void {
    if (this.trouble?.isTold) this.trouble.goodSince ??= this.clock.now();
    else this.trouble = null;
  }

  /** To be called at every tick. */
  look(): void {
    const { trouble } = this;
    if (!trouble?.isTold || trouble.goodSince === null) return;
    // A clock that was put back does not put the good news off.
    if (Math.abs(this.clock.now() - trouble.goodSince) < STEADY_MS) return;
    this.trouble = null;
    const seconds = Math.round((trouble.goodSince - trouble.since) / 1000);
    this.log.info({ ...this.words.fields, seconds, failures: trouble.failures }, this.words.back);
  }
}

/** The fields of a log that may have to do with an outage. */
interface Explicable {
  readonly err?: unknown;
  readonly outcome?: unknown;
  readonly settled?: unknown;
}

/** All that may be down, and the log of those who meet it. */
export class Outages {
  /** In it, what failed because of an outage that was told is said no louder than `debug`. */
  readonly log: Log;
  private readonly all: Outage[] = [];
  /** Errors and outcomes of sends that an outage explains. */
  private readonly explained = new WeakSet();

  constructor(
    private readonly clock: Clock,
    private readonly loud: Log,
  ) {
    const say =
      (level: 'warn' | 'error') =>
      (fields: object, message: string): void =>
        this.loud[this.isExplained(fields) ? 'debug' : level](fields, message);
    this.log = {
      debug: (fields, message) => this.loud.debug(fields, message),
      info: (fields, message) => this.loud.info(fields, message),
      warn: say('warn'),
      error: say('error'),
    };
  }

  watch(words: OutageWords): Outage {
    const outage = new Outage(words, this.clock, this.loud);
    this.all.push(outage);
    return outage;
  }

  /** The log has told why this failed: an error, or the outcome of a send. */
  explain(failure: object): void {
    this.explained.add(failure);
  }

  /** To be called at every tick. */
  look(): void {
    for (const outage of this.all) outage.look();
  }

  private isExplained({ err, outcome, settled }: Explicable): boolean {
    // What is given up for good is said each time.
    if (settled === 'dead') return false;
    for (let error = err; error instanceof Error; error = error.cause) {
      if (this.explained.has(error)) return true;
    }
    return typeof outcome === 'object' && outcome !== null && this.explained.has(outcome);
  }
}
