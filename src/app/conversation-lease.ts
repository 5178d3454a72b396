import type { Clock, Log, Random } from '../core/ports';
import type { ConversationStore } from '../core/store';

/** A turn is over long before; after it, the conversation is free even if its process died. */
const LEASE_MS = 20_000;
/** Another process gives no sign when it is done: so often it is asked. */
const ASK_AGAIN_MS = 50;
/** A person waits no longer for a send that hangs: what it can spoil is held by the versions of the rows. */
const PATIENCE_MS = 3_000;

export interface LeaseDependencies {
  readonly conversations: Pick<ConversationStore, 'lease' | 'giveBack'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Lets one turn or one send at a time into a conversation, whichever process it is in. */
export class ConversationLease {
  private readonly waiting = new Map<number, Set<() => void>>();

  constructor(private readonly dependencies: LeaseDependencies) {}

  /** Runs the work of a turn when nothing else goes on in the conversation; at the latest after 3 s. */
  async hold<T>(id: number, work: () => Promise<T>): Promise<T> {
    const { conversations, random, log } = this.dependencies;
    const token = random.token(12);
    const isOurs = await this.take(id, token);
    if (!isOurs) log.warn({ conversation: id }, 'a turn goes on although a send in its conversation hangs');
    try {
      return await work();
    } finally {
      if (isOurs) await conversations.giveBack(id, token);
      this.ring(id);
    }
  }

  /** A send of this process is over: who waits here need not ask again and again. */
  ring(id: number): void {
    for (const wake of this.waiting.get(id) ?? []) wake();
  }

  private async take(id: number, token: string): Promise<boolean> {
    const { conversations, clock } = this.dependencies;
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (;;) {
      // Listening begins before asking, so that a bell in between is heard.
      const bell = this.listen(id);
      try {
        if (await conversations.lease(id, { token, expiresAt: clock.now() + LEASE_MS }, clock.now()))
          return true;
        if (clock.now() >= giveUpAt) return false;
        await clock.sleep(ASK_AGAIN_MS, bell.signal).catch(() => undefined);
      } finally {
        bell.hangUp();
      }
    }
  }

  private listen(id: number): { readonly signal: AbortSignal; readonly hangUp: () => void } {
    const rest = new AbortController();
    const wake = (): void => rest.abort();
    const wakers = this.waiting.get(id) ?? new Set();
    this.waiting.set(id, wakers.add(wake));
    const hangUp = (): void => {
      wakers.delete(wake);
      if (wakers.size === 0 && this.waiting.get(id) === wakers) this.waiting.delete(id);
    };
    return { signal: rest.signal, hangUp };
  }
}
