import { ipFromBytes } from '../stun/ip-bytes.ts';
import type { PeerRange } from './peer-range.ts';

/** Addresses that a relay must not send to. */
export interface AddressRange extends PeerRange {
  /** What they are for, and where that is said. */
  readonly is: string;
}

/**
 * The IANA IPv4 Special-Purpose Address Registry (https://www.iana.org/assignments/iana-ipv4-special-registry), and
 * multicast. Nobody's browser is at any of them as seen from the internet, but the operator's own network is at some.
 */
export const SPECIAL_IPV4: readonly AddressRange[] = [
  { first: '0.0.0.0', last: '0.255.255.255', is: 'this network (RFC 791)' },
  { first: '10.0.0.0', last: '10.255.255.255', is: 'private use (RFC 1918)' },
  { first: '100.64.0.0', last: '100.127.255.255', is: 'shared address space (RFC 6598)' },
  { first: '127.0.0.0', last: '127.255.255.255', is: 'loopback (RFC 1122)' },
  { first: '169.254.0.0', last: '169.254.255.255', is: 'link local (RFC 3927), and where clouds keep credentials' },
  { first: '172.16.0.0', last: '172.31.255.255', is: 'private use (RFC 1918)' },
  { first: '192.0.0.0', last: '192.0.0.255', is: 'IETF protocol assignments (RFC 6890)' },
  { first: '192.0.2.0', last: '192.0.2.255', is: 'documentation (RFC 5737)' },
  { first: '192.31.196.0', last: '192.31.196.255', is: 'AS112 (RFC 7535)' },
  { first: '192.52.193.0', last: '192.52.193.255', is: 'AMT (RFC 7450)' },
  { first: '192.88.99.0', last: '192.88.99.255', is: '6to4 relay anycast, deprecated (RFC 7526)' },
  { first: '192.168.0.0', last: '192.168.255.255', is: 'private use (RFC 1918)' },
  { first: '192.175.48.0', last: '192.175.48.255', is: 'AS112 (RFC 7534)' },
  { first: '198.18.0.0', last: '198.19.255.255', is: 'benchmarking (RFC 2544)' },
  { first: '198.51.100.0', last: '198.51.100.255', is: 'documentation (RFC 5737)' },
  { first: '203.0.113.0', last: '203.0.113.255', is: 'documentation (RFC 5737)' },
  { first: '224.0.0.0', last: '239.255.255.255', is: 'multicast (RFC 5771)' },
  { first: '240.0.0.0', last: '255.255.255.255', is: 'reserved (RFC 1112), and limited broadcast (RFC 8190)' },
];

/**
 * The IANA IPv6 Special-Purpose Address Registry (https://www.iana.org/assignments/iana-ipv6-special-registry), as far as
 * it is not in `BELOW_GLOBAL_UNICAST`. Each range is a whole block: coturn takes an address of IPv6 to be in a range when
 * each of its bytes is between those of the ends, so that other ranges would have holes.
 */
export const SPECIAL_IPV6: readonly AddressRange[] = [
  {
    first: '2001::',
    last: '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff',
    is: 'IETF protocol assignments, Teredo among them (RFC 2928, RFC 4380)',
  },
  { first: '2001:db8::', last: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', is: 'documentation (RFC 3849)' },
  { first: '2002::', last: '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', is: '6to4 (RFC 3056)' },
  { first: '2620:4f:8000::', last: '2620:4f:8000:ffff:ffff:ffff:ffff:ffff', is: 'AS112 (RFC 7534)' },
  { first: '3fff::', last: '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', is: 'documentation (RFC 9637)' },
  {
    first: '4000::',
    last: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    is:
      'not global unicast: segment routing 5f00::/16 (RFC 9602), unique local fc00::/7 (RFC 4193), link local fe80::/10 ' +
      'and site local fec0::/10 (RFC 4291), multicast ff00::/8 (RFC 4291)',
  },
];

/** Where the addresses of global unicast begin: 2000::/3 (RFC 4291, section 2.4). */
const LAST_BELOW = '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';

/**
 * All that is below, where no participant is, but most forms that hide an IPv4 address are. One range would have to begin
 * with `::`, which coturn takes to be before every address there is, of IPv4 too; so there is one for each byte that is
 * not 0. `::` itself coturn refuses anyway.
 */
export const BELOW_GLOBAL_UNICAST = {
  is:
    'loopback, IPv4-compatible and IPv4-mapped (RFC 4291), IPv4-translated (RFC 2765), NAT64 64:ff9b::/96 and ' +
    '64:ff9b:1::/48 (RFC 6052, RFC 8215), discard-only 100::/64 (RFC 6666)',
  ranges: Array.from({ length: 16 }, (_, index) => {
    const first = Buffer.alloc(16);
    first[index] = 1;
    return { first: ipFromBytes(first), last: LAST_BELOW };
  }),
} as const;
