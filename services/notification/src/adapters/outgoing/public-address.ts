import ipaddr from 'ipaddr.js';

// In a public range, yet the metadata and platform channel of Azure's machines.
const platformAddresses = new Set(['168.63.129.16']);

/**
 * Whether an IP address may be called from here: a public one, or this machine where that is allowed. Private,
 * link-local (metadata), carrier-grade NAT, multicast, documentation and tunnel ranges (6to4, Teredo, NAT64, in which a
 * private IPv4 address can hide) are not.
 */
export function isCallable(address: string, allowLoopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address); // an IPv4 address in IPv6 clothes is judged as IPv4
  const range = parsed.range();
  if (range === 'loopback') return allowLoopback;
  return range === 'unicast' && !platformAddresses.has(parsed.toString());
}

/** The address that a URL's host is written as, if it is one: nothing looks it up. */
export function literalAddress(url: string): string | undefined {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(host) ? host : undefined;
}
