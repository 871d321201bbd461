import { describe, expect, it } from 'vitest';
import { isCallable, literalAddress } from './public-address.ts';

describe('an address that may be called', () => {
  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '223.5.5.5'])(
    'is a public one: %s',
    (address) => {
      expect(isCallable(address, false)).toBe(true);
    },
  );

  it.each([
    ['private', '10.0.0.1'],
    ['private', '172.16.5.4'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '::1'],
    ['metadata', '169.254.169.254'],
    ['metadata of Alibaba Cloud', '100.100.100.200'],
    ['metadata of AWS over IPv6', 'fd00:ec2::254'],
    ['platform of Azure', '168.63.129.16'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['broadcast', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['link-local', 'fe80::1'],
    ['unique local', 'fc00::1'],
    ['documentation', '192.0.2.1'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['IPv4 in IPv6', '::ffff:10.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:7f00:1::'],
    ['nothing', 'nonsense'],
  ])('is not %s: %s', (_kind, address) => {
    expect(isCallable(address, false)).toBe(false);
  });

  it('is this machine where that is allowed, and nothing else private', () => {
    expect(
      ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1'].map((address) => isCallable(address, true)),
    ).toEqual([true, true, true, false]);
  });
});

it.each([
  ['http://2130706433/', '127.0.0.1'],
  ['http://0x7f.1/', '127.0.0.1'],
  ['http://0177.0.0.1/', '127.0.0.1'],
  ['http://[::ffff:a00:1]/', '::ffff:a00:1'],
  ['https://example.cn/', undefined],
])('the host of %s is the address %s', (url, address) => {
  expect(literalAddress(url)).toBe(address);
});
