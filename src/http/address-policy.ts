import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Ranges that `ipaddr.js` counts as ordinary unicast and that are none of a shop's.
 * Sources: the IANA special-purpose address registries for IPv4 and IPv6, unless another is named.
 */
const denied = [
  // Azure's WireServer, a public address that every Azure machine reaches (learn.microsoft.com,
  // what-is-ip-address-168-63-129-16).
  '168.63.129.16/32',
  // 6to4 relays (RFC 7526), AS112 (RFC 7534, 7535) and AMT (RFC 7450): named here too, so that they do not
  // hang on the library.
  '192.88.99.0/24',
  '192.31.196.0/24',
  '192.175.48.0/24',
  '192.52.193.0/24',
  // IETF protocol assignments as a whole: Teredo, benchmarking, ORCHID, DRIP and what will be assigned next.
  '2001::/23',
  // 6to4 carries an IPv4 address inside, of whatever kind.
  '2002::/16',
  '2001:db8::/32',
  '3fff::/20',
  // AS112 over IPv6 (RFC 7534).
  '2620:4f:8000::/48',
].map((range) => ipaddr.parseCIDR(range));

/**
 * All that IANA allocates as global unicast; mapped, compatible, translated and NAT64 forms lie outside of
 * it.
 */
const globalUnicast6 = ipaddr.parseCIDR('2000::/3');

/** Whether a shop may live at this IP address. Pure; anything that is no plain IP address is refused. */
export function isPublicAddress(address: string): boolean {
  // Without a zone, and in no form that only this library or only the system would read.
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6' && !parsed.match(globalUnicast6)) return false;
  return !denied.some((range) => range[0].kind() === parsed.kind() && parsed.match(range));
}
