import { keepRecent, nextFreeAt } from '../core/pace';
import type { ChannelLimits, Clock, RateLimit } from '../core/ports';
import type { Instant } from '../core/history';
import type { Whereabouts } from '../core/turn';

/** Conversations and tenants remembered at once; the ones that spoke longest ago are forgotten first. */
const REMEMBERED = 10_000;

/** When messages went out in this process, so that a channel's own limits are kept instead of tried. */
export class ChannelPace {
  private readonly sent = new Map<string, Instant[]>();

  constructor(private readonly clock: Clock) {}

  /** When the next message to this place may go out; at earliest now. */
  freeAt(where: Whereabouts, limits: ChannelLimits | undefined): Instant {
    const now = this.clock.now();
    const times = listBuckets(where, limits).map(([key, of]) =>
      nextFreeAt(this.sent.get(key) ?? [], of, now),
    );
    return Math.max(now, ...times);
  }

  /** A message goes out now. */
  note(where: Whereabouts, limits: ChannelLimits | undefined): void {
    const now = this.clock.now();
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
