import type { Instant } from './history';
import type { Member } from './records';

/** Who in a group waits for a subscription. Whoever calls has checked whose subscription it is. */
export interface MemberStore {
  /** @returns false when they were there already. */
  join(subscriptionId: number, member: Pick<Member, 'person' | 'name'>, now: Instant): Promise<boolean>;
  /** @returns false when they were not there; so for `setMention`. */
  leave(subscriptionId: number, person: string): Promise<boolean>;
  setMention(subscriptionId: number, person: string, mention: boolean): Promise<boolean>;
  /** Who joined first, first. */
  list(subscriptionId: number): Promise<readonly Member[]>;
}
