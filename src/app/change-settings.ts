import type { DailyHours } from '../core/local-time';
import type { Manner } from '../core/manner';
import type { Conversation } from '../core/records';
import type { Rule } from '../core/rule';
import type { ConversationStore } from '../core/store';
import { decideRule } from './rule-wish';
import type { RuleDecision, RuleWish } from './rule-wish';

export type DefaultRuleChange =
  | { readonly kind: 'changed'; readonly rule: Rule }
  /** A price fits one product only. */
  | { readonly kind: 'no-target' }
  | Exclude<RuleDecision, { kind: 'rule' }>;

/** Sets the rule that new subscriptions of a conversation begin with. */
export async function changeDefaultRule(
  conversations: ConversationStore,
  { id, settings }: Conversation,
  wish: RuleWish,
): Promise<DefaultRuleChange> {
  if (wish.rule === 'target') return { kind: 'no-target' };
  const decision = decideRule(wish, null);
  if (decision.kind !== 'rule') return decision;
  await conversations.change(id, { settings: { ...settings, defaultRule: decision.rule } });
  return { kind: 'changed', rule: decision.rule };
}

/** Sets what alerts do when a question is open. */
export async function changeManner(
  conversations: ConversationStore,
  { id, settings }: Conversation,
  manner: Manner,
): Promise<void> {
  await conversations.change(id, { settings: { ...settings, manner } });
}

/** Sets when nothing unasked is said; null: never. */
export async function changeQuiet(
  conversations: ConversationStore,
  { id, settings }: Conversation,
  hours: DailyHours | null,
): Promise<void> {
  await conversations.change(id, { settings: { ...settings, quiet: hours } });
}

/** Is a target that is reached told in quiet hours, too? */
export async function changeBreakThrough(
  conversations: ConversationStore,
  { id, settings }: Conversation,
  breakThrough: boolean,
): Promise<void> {
  await conversations.change(id, { settings: { ...settings, breakThrough } });
}

/**
 * Sets the time zone of a conversation from an IANA name ("Europe/Berlin") or its city ("Berlin").
 * @returns the zone's name, or null when there is none of that name.
 */
export async function changeTimeZone(
  conversations: ConversationStore,
  { id }: Conversation,
  name: string,
): Promise<string | null> {
  const timeZone = findTimeZone(name);
  if (timeZone !== null) await conversations.change(id, { timeZone });
  return timeZone;
}

/** Pure. Letter case and blanks for underscores do not matter; a city counts when only one zone has it. */
export function findTimeZone(name: string): string | null {
  const wanted = name.trim().replaceAll(' ', '_').toLowerCase();
  if (wanted === 'utc' || wanted === 'gmt') return 'UTC';
  const zones = Intl.supportedValuesOf('timeZone');
  const exact = zones.find((zone) => zone.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const cities = zones.filter((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  return cities.length === 1 ? (cities[0] ?? null) : findAlias(wanted);
}

/** Names that were replaced since ("Asia/Calcutta") are known to Intl, though it does not list them. */
function findAlias(wanted: string): string | null {
  if (!/^[a-z_]+\/[a-z_/-]+$/.test(wanted)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
