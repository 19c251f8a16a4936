import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What is routed in the public Internet at all: RFC 4291 section 2.4, IANA's IPv6 registry. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Public by its number, and yet the machine's own host: Azure's platform channel.
 * https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
const HOSTS_OF_MACHINES = ['168.63.129.16'];

/** ISATAP (RFC 5214, section 6.1) hides an IPv4 address of the site in the last 32 bits. */
function isIsatap(parts: readonly number[]): boolean {
  return (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe;
}

/**
 * Whether an address is one of the public Internet: not of this machine or its network, not of a cloud's
 * metadata service, not a form of IPv6 that leads to an IPv4 address, not reserved for anything.
 */
export function isOutside(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return !HOSTS_OF_MACHINES.includes(parsed.toString());
  return parsed.match(GLOBAL_IPV6) && !isIsatap((parsed as ipaddr.IPv6).parts);
}
