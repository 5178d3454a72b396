import type { Instant } from '../core/history';

interface Entry<V> {
  readonly value: V;
  readonly weight: number;
  readonly until: Instant;
}

/** Values that expire, of a bounded weight together: the oldest go first. */
export class BoundedCache<V> {
  private readonly entries = new Map<string, Entry<V>>();
  private weight = 0;

  /** @param maxWeight in whatever unit the entries are weighed. */
  constructor(private readonly maxWeight: number) {}

  get(key: string, now: Instant): V | undefined {
    const entry = this.entries.get(key);
    return entry !== undefined && entry.until > now ? entry.value : undefined;
  }

  set(key: string, value: V, weight: number, until: Instant): void {
    this.delete(key);
    this.entries.set(key, { value, weight, until });
    this.weight += weight;
    for (const oldest of this.entries.keys()) {
      if (this.weight <= this.maxWeight) break;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}
