import { getDomain } from 'tldts';
import { bareHost } from '../core/parse-url';
import { hostPort, hostPortSet } from './url-policy';

/** The name of the queue that a link stands in. */
export type NameLane = (url: URL) => string;

export interface LaneSettings {
  /** `host:port` entries that the operator opened, each its own lane. */
  readonly allowPrivate: readonly string[];
  /** Lanes, by their own names, that are one; the first gives its name to all. Absent: each is its own. */
  readonly laneGroups?: readonly (readonly string[])[];
}

/** The same settings give the same names in all processes. */
export function createNameLane({ allowPrivate, laneGroups = [] }: LaneSettings): NameLane {
  const opened = hostPortSet(allowPrivate);
  const common = new Map(laneGroups.flatMap(([first = '', ...rest]) => rest.map((lane) => [lane, first])));
  return (url) => {
    const own = nameOwnLane(url, opened);
    return common.get(own) ?? own;
  };
}

/**
 * The lane that a link has by itself: one per registrable domain, one per host and port that the operator
 * opened.
 */
function nameOwnLane(url: URL, opened: ReadonlySet<string>): string {
  const exact = hostPort(url);
  if (opened.has(exact)) return exact;
  return findDomain(url) ?? bareHost(url);
}

/**
 * @returns null for an address, and for a suffix under which many register (`com`, `co.uk`, `myshopify.com`).
 */
export function findDomain(url: URL): string | null {
  return getDomain(bareHost(url), { allowPrivateDomains: true });
}
