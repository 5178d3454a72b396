import type { TraceEvent } from '../trace';
import type { EventOf } from './history';
import { isPossiblyQuiet } from './settings';
import type { Terms } from './terms';
import type { Chat, World } from './world';

const MINUTE_MS = 60_000;
/** What a killed process had claimed is free again after so long. */
const CLAIM_MS = 10 * MINUTE_MS;
/** Waits before the next try, by the number of failures so far, with a fifth more for jitter. */
const BACKOFF_MS = [1, 5, 30, 300, 1_800, 7_200, 21_600].map((seconds) => seconds * 1_200);

const MARKING: readonly TraceEvent['kind'][] = ['start', 'stop', 'kill', 'clock-jump', 'end'];

/** What may hold an announcement back from an event on. */
interface Mark {
  readonly index: number;
  /** Some process runs, and the connector takes messages for the chat. */
  readonly open: boolean;
  /** Instant before which an open question, the gap, or a wait after a failure may still hold it. */
  readonly heldUntil: number;
}

/** Tells when announcements to one chat have had time enough to come. */
export class FreeTime {
  private readonly marks: readonly Mark[];

  constructor(
    private readonly world: World,
    private readonly chat: Chat,
  ) {
    this.marks = markAll(world, chat);
  }

  /**
   * @returns the first event before which an announcement of the product has been possible for as long as
   * patience lasts, counted from an event on and without the time in which something may have held it; null:
   * there is none before `end`.
   */
  findDeadline(product: string, from: number, end: number): number | null {
    let free = 0;
    const first = Math.max(
      this.marks.findLastIndex(({ index }) => index <= from),
      0,
    );
    for (let place = first; place + 1 < this.marks.length; place += 1) {
      const [mark, next] = [this.marks[place]!, this.marks[place + 1]!];
      const [begin, until] = [Math.max(mark.index, from), Math.min(next.index, end)];
      if (begin >= end) return null;
      if (mark.open) free += this.countFree(product, mark, begin, until);
      if (free > this.world.terms.patienceMs) return until;
    }
    return null;
  }

  private countFree(product: string, { heldUntil }: Mark, begin: number, until: number): number {
    const { history } = this.world;
    const start = history.at(begin);
    // Up to a jump of the clock time runs evenly; what the jump leaps over is no time to send in.
    const end = start + history.steadyAt(until) - history.steadyAt(begin);
    let free = 0;
    for (let at = Math.max(start, heldUntil); at < end; at += MINUTE_MS)
      if (!this.isHeld(product, begin, at)) free += Math.min(MINUTE_MS, end - at);
    return free;
  }

  private isHeld(product: string, index: number, at: number): boolean {
    const { settings, products } = this.chat;
    const snoozes = [settings.snooze, products.get(product)!.snooze];
    return (
      isPossiblyQuiet(settings, index, at) ||
      snoozes.some((snooze) => snooze.statesAt(index).some((end) => at < end))
    );
  }
}

function markAll({ history, terms }: World, chat: Chat): readonly Mark[] {
  const unasked = new Set(chat.deliveries.flatMap((each) => (each.unasked ? [each.post.index] : [])));
  const marks: Mark[] = [];
  let [processes, isReachable, failures, heldUntil] = [0, true, 0, 0];
  history.events.forEach((event, index) => {
    if ('chat' in event ? event.chat !== chat.name : !MARKING.includes(event.kind)) return;
    if (event.kind === 'start') processes += 1;
    if (event.kind === 'stop' || event.kind === 'kill') processes -= 1;
    if (event.kind === 'chat') isReachable = event.reachable;
    if (event.kind === 'post' && event.replyTo === null) failures = isFailure(event) ? failures + 1 : 0;
    const holdMs = Math.max(holdAfter(event, terms, unasked.has(index)), waitAfter(event, failures));
    heldUntil = Math.max(heldUntil, event.at + holdMs);
    marks.push({ index, open: processes > 0 && isReachable, heldUntil });
  });
  return marks;
}

function holdAfter({ kind }: TraceEvent, terms: Terms, isUnasked: boolean): number {
  if (kind === 'kill' || kind === 'stop') return CLAIM_MS;
  // An alert may put a question aside, which is asked again after one silence and then waits for another.
  if (kind === 'turn' || kind === 'taken') return 2 * terms.flowSilenceMs;
  return isUnasked ? Math.max(terms.alertGapMs, 2 * terms.flowSilenceMs) : 0;
}

function waitAfter(event: TraceEvent, failures: number): number {
  if (event.kind !== 'post' || event.replyTo !== null || failures === 0) return 0;
  return Math.max(event.retryAfterMs ?? 0, BACKOFF_MS[Math.min(failures, BACKOFF_MS.length) - 1]!);
}

function isFailure({ told }: EventOf<'post'>): boolean {
  return told === null || told >= 300;
}
