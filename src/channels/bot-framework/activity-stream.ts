import type { Clock } from '../../core/ports';
import type { ChatLog } from '../../core/chat-log';
import { viewRow, type ViewedActivity } from './direct-line-activity';

/** Another process may append: the log is looked at again this often. */
const POLL_MS = 1000;
const PAGE = 100;

/** What a client has seen up to and including `watermark`. */
export interface ActivitySet {
  readonly activities: readonly ViewedActivity[];
  readonly watermark: string;
}

/** @returns the next activities after the watermark, at most a page. */
export async function readActivities(
  chatLog: ChatLog,
  conversation: string,
  watermark: number,
): Promise<ActivitySet> {
  const rows = await chatLog.read(conversation, watermark, PAGE);
  const last = rows.at(-1)?.id ?? watermark;
  return { activities: rows.map((row) => viewRow(conversation, row)), watermark: String(last) };
}

/** Tells the open streams of a conversation that its log has grown. */
export class StreamBells {
  private readonly bells = new Map<string, Set<() => void>>();

  ring(conversation: string): void {
    for (const wake of this.bells.get(conversation) ?? []) wake();
  }

  /** Resolves after the poll interval, or when `rest` is aborted, which the bell does. */
  async wait(conversation: string, clock: Clock, rest: AbortController): Promise<void> {
    const wakers = this.bells.get(conversation) ?? new Set();
    const wake = (): void => rest.abort();
    this.bells.set(conversation, wakers.add(wake));
    try {
      await clock.sleep(POLL_MS, rest.signal);
    } catch {
      // Woken early: there is something to read, or the stream is over.
    } finally {
      wakers.delete(wake);
      if (wakers.size === 0) this.bells.delete(conversation);
    }
  }
}

export interface StreamParts {
  readonly chatLog: ChatLog;
  readonly bells: StreamBells;
  readonly clock: Clock;
}

/**
 * Sends what stands after the watermark and whatever follows, until the signal fires.
 * @throws what the chat log throws.
 */
export async function streamActivities(
  { chatLog, bells, clock }: StreamParts,
  from: { readonly conversation: string; readonly watermark: number },
  send: (frame: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let watermark = from.watermark;
  let rest = new AbortController();
  // One listener for the whole stream: `AbortSignal.any` for each rest would add up to megabytes (Node
  // 20.20).
  signal.addEventListener('abort', () => rest.abort(), { once: true });
  while (!signal.aborted) {
    // Waiting begins before reading, so that a row which comes in between still rings.
    rest = new AbortController();
    const next = bells.wait(from.conversation, clock, rest);
    const set = await readActivities(chatLog, from.conversation, watermark);
    if (set.activities.length > 0) {
      send(JSON.stringify(set));
      watermark = Number(set.watermark);
      rest.abort();
    }
    await next;
  }
}
