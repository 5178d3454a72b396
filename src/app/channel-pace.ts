import type { Instant } from '../core/history';
import { type Bucket, channelKey, conversationKey, type PaceStore, tenantKey } from '../core/pace';
import type { ChannelLimits, Clock, SendOutcome } from '../core/ports';
import type { Conversation } from '../core/records';

/** Room for one message, taken, or when to ask for it again. */
export interface Room {
  /**
   * Now: it is taken. null: what stands in the same queue has none either, and is not claimed until there is.
   */
  readonly at: Instant | null;
  /** Buckets that were blocked and are tried by this message. */
  readonly tried: readonly string[];
}

type Place = Pick<Conversation, 'id' | 'where'>;

/** A tick comes every second. */
const TICK_MS = 1_000;

/** Keeps a channel's limits in rows that all processes share, and waits where the channel asked to. */
export class ChannelPace {
  private readonly expected = new Set<string>();

  /** @param wake called when a queue that was full has room again. */
  constructor(
    private readonly pace: PaceStore,
    private readonly clock: Clock,
    private readonly wake: () => void,
  ) {}

  /** Takes room for the next message to a place, if it may go out now. */
  async take(place: Place, limits: ChannelLimits | undefined): Promise<Room> {
    const { at, full, tried } = await this.pace.take(listBuckets(place, limits), this.clock.now());
    const queue = tenantKey(place.where);
    if (full.includes(channelKey(place.where))) await this.pace.close(queue, at);
    else if (!full.includes(queue)) return { at, tried };
    this.expectRoom(queue, at);
    return { at: null, tried };
  }

  /**
   * Counts an answer, which the channel counts too. It never waits: people do not ask faster than a channel
   * lets us answer, and what is unasked gives way.
   */
  async countAnswer(place: Place, limits: ChannelLimits | undefined): Promise<void> {
    if (limits) await this.pace.count(listBuckets(place, limits), this.clock.now());
  }

  /**
   * Takes note of what a send says about chat and channel. `until`: it is tried again then; null: it is
   * settled.
   */
  async learn(place: Place, room: Room, outcome: SendOutcome, until: Instant | null): Promise<void> {
    if (until !== null && outcome.kind === 'stopped') return this.stopChannel(place, until);
    await this.free(room);
    if (until !== null && outcome.kind === 'later') await this.holdConversation(place, until);
  }

  /** The channel takes messages (again). */
  private async free({ tried }: Room): Promise<void> {
    if (tried.length > 0) await this.pace.free(tried);
  }

  /** The channel asked to wait with this conversation. */
  private async holdConversation({ id }: Place, until: Instant): Promise<void> {
    await this.pace.block(conversationKey(id), until);
  }

  /**
   * The channel refuses us altogether: nothing more goes out by it until then, and then one message first.
   */
  private async stopChannel({ where }: Place, until: Instant): Promise<void> {
    await this.pace.block(channelKey(where), until);
  }

  /** Where the next tick would come late, part of the room would be lost. */
  private expectRoom(queue: string, at: Instant): void {
    const wait = at - this.clock.now();
    if (wait > TICK_MS || this.expected.has(queue)) return;
    this.expected.add(queue);
    void this.clock.sleep(wait).then(() => {
      this.expected.delete(queue);
      this.wake();
    });
  }
}

function listBuckets({ id, where }: Place, limits: ChannelLimits | undefined): Bucket[] {
  return [
    { key: channelKey(where), limits: [] },
    { key: tenantKey(where), limits: limits?.perTenant ?? [] },
    { key: conversationKey(id), limits: limits?.perConversation ?? [] },
  ];
}
