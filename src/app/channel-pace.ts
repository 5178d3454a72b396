import { keepRecent, nextFreeAt } from '../core/pace';
import type { ChannelLimits, Clock, RateLimit } from '../core/ports';
import type { Instant } from '../core/history';
import type { Whereabouts } from '../core/turn';

/** Conversations and tenants remembered at once; the ones that spoke longest ago are forgotten first. */
const REMEMBERED = 10_000;
/** The others wait so long for what becomes of the first message to a stopped channel; longer than any send. */
const PROBE_TAKES_MS = 30_000;

/** When messages went out in this process and what was refused, so that a channel's limits are kept instead of tried. */
export class ChannelPace {
  private readonly sent = new Map<string, Instant[]>();
  private readonly stoppedUntil = new Map<string, Instant>();

  constructor(private readonly clock: Clock) {}

  /** When the next message to this place may go out; at earliest now. */
  freeAt(where: Whereabouts, limits: ChannelLimits | undefined): Instant {
    const now = this.clock.now();
    const times = listBuckets(where, limits).map(([key, of]) =>
      nextFreeAt(this.sent.get(key) ?? [], of, now),
    );
    return Math.max(now, this.stoppedUntil.get(where.channel) ?? now, ...times);
  }

  /** The channel refuses us altogether: nothing more goes out by it until then, and then one message first. */
  stop({ channel }: Whereabouts, until: Instant): void {
    this.stoppedUntil.set(channel, until);
  }

  /** The channel takes messages (again). */
  resume({ channel }: Whereabouts): void {
    this.stoppedUntil.delete(channel);
  }

  /** A message goes out now. */
  note(where: Whereabouts, limits: ChannelLimits | undefined): void {
    const now = this.clock.now();
    if (this.stoppedUntil.has(where.channel)) this.stop(where, now + PROBE_TAKES_MS);
    for (const [key, of] of listBuckets(where, limits)) {
      const recent = keepRecent(this.sent.get(key) ?? [], of, now);
      this.sent.delete(key);
      this.sent.set(key, [...recent, now]);
    }
    for (const key of this.sent.keys()) {
      if (this.sent.size <= REMEMBERED) return;
      this.sent.delete(key);
    }
  }
}

function listBuckets(
  where: Whereabouts,
  limits: ChannelLimits | undefined,
): [string, readonly RateLimit[]][] {
  if (!limits) return [];
  const tenant = `${where.channel} ${where.tenant}`;
  return [
    [`${tenant} ${where.externalId}`, limits.perConversation],
    [tenant, limits.perTenant],
  ];
}
