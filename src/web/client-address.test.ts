import { findClientAddress, nameClient } from './client-address';

describe('the address of a client', () => {
  it.each([
    ['alone', '203.0.113.7', undefined, '203.0.113.7'],
    ['in the form of a dual stack', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['behind a proxy on this machine', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['behind two proxies nearby', '::1', '203.0.113.7, 10.0.0.3', '203.0.113.7'],
    ['who made up a hop', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['who made up hops without a proxy', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['who wrote no address', '127.0.0.1', 'unknown, <script>', '127.0.0.1'],
    ['who wrote no address before one', '127.0.0.1', 'unknown, 203.0.113.7', '203.0.113.7'],
    ['in our own network', '192.168.1.5', '10.0.0.9', '10.0.0.9'],
    ['of a socket that is closed', '', undefined, ''],
    ['of IPv6', 'fd00::1', '2001:db8::9', '2001:db8::9'],
  ])('%s', (_, remote, forwarded, address) => {
    expect(findClientAddress(remote, forwarded)).toBe(address);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:9::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, name) => {
    expect(nameClient(address)).toBe(name);
  });
});
