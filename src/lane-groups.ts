import { isIP } from 'node:net';
import { bareHost, parseHost, parseUrl } from './core/parse-url';
import { findDomain } from './http/name-lane';
import { hostPort } from './http/url-policy';

/** Domains, addresses or opened `host:port`s that share one lane. */
export type LaneGroups = readonly (readonly string[])[];

/**
 * Reads `shop.example + shop-cdn.example, a.example + b.example`.
 * @param allowPrivate the `host:port` entries that may be named, too.
 * @returns the groups, and what is wrong with the setting.
 */
export function readLaneGroups(
  text: string,
  allowPrivate: readonly string[],
): { readonly groups: LaneGroups; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const seen = new Set<string>();

  function readMember(member: string): string {
    const { lane, fault } = nameMember(member.toLowerCase(), allowPrivate);
    if (fault !== null) faults.push(`EBB_LANE_GROUPS: "${member}" ${fault}`);
    else if (seen.has(lane)) faults.push(`EBB_LANE_GROUPS names ${lane} twice; it can be in one group only`);
    seen.add(lane);
    return lane;
  }

  const groups = splitBy(',', text).map((group) => {
    const members = splitBy('+', group);
    if (members.length < 2)
      faults.push(`EBB_LANE_GROUPS: "${group}" is no group; join two domains or more by +`);
    return members.map(readMember);
  });
  return { groups, faults };
}

function nameMember(
  member: string,
  allowPrivate: readonly string[],
): { readonly lane: string; readonly fault: string | null } {
  const opened = allowPrivate.includes(member) ? parseUrl(`http://${member}`) : null;
  if (opened) return { lane: hostPort(opened), fault: null };
  const url = parseHost(member);
  const host = url ? bareHost(url) : '';
  if (isIP(host) !== 0) return { lane: host, fault: null };
  const domain = url && findDomain(url);
  if (domain === null)
    return {
      lane: member,
      fault: 'is no domain of a shop; write e.g. shop.example, or a host:port of EBB_ALLOW_PRIVATE',
    };
  const fault = domain === host ? null : `shares the lane of ${domain} already; write ${domain}`;
  return { lane: domain, fault };
}

function splitBy(separator: string, text: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
