import { BlockList, isIP } from 'node:net';

/**
 * Where a reverse proxy or a container's network stands: loopback, private, link-local and carrier-grade
 * addresses.
 */
const near = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  near.addSubnet(net, bits, 'ipv4');
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/**
 * Whose request it is, as far as it can be known: the nearest address that is not one of our own network.
 * Only a proxy nearby is believed what it says in `X-Forwarded-For`, and only what it added itself: the rest
 * anybody can write.
 */
export function findClientAddress(remoteAddress: string, forwardedFor = ''): string {
  const hops = [...forwardedFor.split(',').map(readAddress), readAddress(remoteAddress)];
  const known = hops.slice(hops.findLastIndex((hop) => hop === null) + 1).flatMap((hop) => hop ?? []);
  return known.findLast((address) => !isNear(address)) ?? known[0] ?? '';
}

/** All that one household or one machine has: nobody is short of addresses in IPv6. */
export function nameClient(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = 8 - groups.length - tail.split(':').filter(Boolean).length;
  const whole = [
    ...groups,
    ...Array<string>(address.includes('::') ? missing : 0).fill('0'),
    ...tail.split(':'),
  ];
  return `${whole.slice(0, 4).join(':')}::/64`;
}

/** @returns null for what is no address. */
function readAddress(text: string): string | null {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}

function isNear(address: string): boolean {
  return near.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
