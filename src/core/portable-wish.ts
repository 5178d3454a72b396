import type { Manner } from './manner';
import type { Snooze } from './records';
import type { Baseline, Rule } from './rule';

/**
 * What a person wishes about one product, as it leaves one list and enters another: nothing of the chat,
 * nobody's name.
 */
export interface PortableWish {
  readonly rule: Rule;
  readonly status: 'active' | 'paused';
  readonly baseline: Baseline | null;
  readonly snooze: Snooze | null;
  readonly urgent: Manner | null;
}
