import type { Instant } from '../core/history';
import type { Bucket, PaceStore } from '../core/pace';
import type { ChannelLimits, Clock, SendOutcome } from '../core/ports';
import type { Conversation } from '../core/records';

/** Room for one message, taken, or when to ask for it again. */
export interface Room {
  /** Now: it is taken. */
  readonly at: Instant;
  /** Buckets that were blocked and are tried by this message. */
  readonly tried: readonly string[];
}

type Place = Pick<Conversation, 'id' | 'where'>;

/** Keeps a channel's limits in rows that all processes share, and waits where the channel asked to. */
export class ChannelPace {
  /** The turn that was given last to the conversations of a tenant that wait for room. */
  private readonly turns = new Map<string, Instant>();

  constructor(
    private readonly pace: PaceStore,
    private readonly clock: Clock,
  ) {}

  /** Takes room for the next message to a place, if it may go out now. */
  async take(place: Place, limits: ChannelLimits | undefined): Promise<Room> {
    const { at, full, tried } = await this.pace.take(listBuckets(place, limits), this.clock.now());
    return { at: full.includes(tenantKey(place)) ? this.giveTurn(place, at, limits) : at, tried };
  }

  /**
   * Counts an answer, which the channel counts too. It never waits: people do not ask faster than a channel lets us answer,
   * and what is unasked gives way.
   */
  async countAnswer(place: Place, limits: ChannelLimits | undefined): Promise<void> {
    if (limits) await this.pace.count(listBuckets(place, limits), this.clock.now());
  }

  /** Takes note of what a send says about chat and channel. `until`: it is tried again then; null: it is settled. */
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
  private async holdConversation(place: Place, until: Instant): Promise<void> {
    await this.pace.block(conversationKey(place), until);
  }

  /** The channel refuses us altogether: nothing more goes out by it until then, and then one message first. */
  private async stopChannel(place: Place, until: Instant): Promise<void> {
    await this.pace.block(channelKey(place), until);
  }

  /** Thousands that wait for one tenant's room ask again one after the other, not all at once. */
  private giveTurn(place: Place, at: Instant, limits: ChannelLimits | undefined): Instant {
    const key = tenantKey(place);
    const apart = Math.max(0, ...(limits?.perTenant ?? []).map(({ count, perMs }) => perMs / count));
    const turn = Math.ceil(Math.max(at, (this.turns.get(key) ?? 0) + apart));
    this.turns.set(key, turn);
    return turn;
  }
}

function channelKey({ where }: Pick<Place, 'where'>): string {
  return `channel ${where.channel}`;
}

function tenantKey({ where }: Pick<Place, 'where'>): string {
  return `tenant ${where.channel} ${where.tenant}`;
}

function conversationKey({ id }: Pick<Place, 'id'>): string {
  return `conversation ${id}`;
}

function listBuckets(place: Place, limits: ChannelLimits | undefined): Bucket[] {
  return [
    { key: channelKey(place), limits: [] },
    { key: tenantKey(place), limits: limits?.perTenant ?? [] },
    { key: conversationKey(place), limits: limits?.perConversation ?? [] },
  ];
}
