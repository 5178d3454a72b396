/** So many messages in so many milliseconds, for one bot in one conversation. */
const PER_CONVERSATION = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;
export const PER_TENANT_AND_SECOND = 30;
const PER_TENANT = [[PER_TENANT_AND_SECOND, 1_000]] as const;

type Limits = readonly (readonly [count: number, perMs: number])[];

/** Counts messages as Teams does, and says when there are too many. */
export class TeamsLimits {
  private readonly taken = new Map<string, number[]>();

  /** Takes one message. @returns the seconds to wait, nothing being taken then; null: it fits. */
  take(conversation: string, tenant: string, now: number): number | null {
    const counts: readonly (readonly [string, Limits])[] = [
      [`conversation ${conversation}`, PER_CONVERSATION],
      [`tenant ${tenant}`, PER_TENANT],
    ];
    const waits = counts.map(([key, limits]) => this.waitFor(key, limits, now));
    const wait = Math.max(...waits);
    if (wait > 0) return Math.ceil(wait / 1_000);
    for (const [key] of counts) this.taken.set(key, [...(this.taken.get(key) ?? []), now]);
    return null;
  }

  private waitFor(key: string, limits: Limits, now: number): number {
    const longest = Math.max(...limits.map(([, perMs]) => perMs));
    const recent = (this.taken.get(key) ?? []).filter((at) => at > now - longest);
    this.taken.set(key, recent);
    return Math.max(
      ...limits.map(([count, perMs]) => {
        const within = recent.filter((at) => at > now - perMs);
        return within.length < count ? 0 : within[within.length - count]! + perMs - now;
      }),
    );
  }
}
