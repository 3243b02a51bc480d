import { isIP, isIPv4 } from 'node:net';
import { ipFromBytes, ipToBytes } from './stun/ip-bytes.ts';

/** ::ffff:0:0/96, how a socket for both families tells of IPv4 (RFC 4291, section 2.5.5.2). */
const MAPPED_IPV4 = Buffer.from('00000000000000000000ffff', 'hex');

/** Bytes of an IPv6 address that are one network's: within them a single host has as many addresses as it likes (RFC 4291, section 2.5.4). */
const NETWORK_BYTES = 8;

/**
 * The address that a caller counts by, from `address:port`: one of IPv4, or the /64 of one of IPv6. Null where it is not
 * known.
 */
export function remoteAddress(peer: string | undefined): string | null {
  const host = /^\[?(.*?)(?:%[^\]]*)?\]?:\d+$/.exec(peer ?? '')?.[1] ?? '';
  if (isIPv4(host)) return host;
  if (isIP(host) === 0) return null;
  const bytes = ipToBytes(host);
  if (bytes.subarray(0, MAPPED_IPV4.length).equals(MAPPED_IPV4)) return ipFromBytes(bytes.subarray(MAPPED_IPV4.length));
  return `${ipFromBytes(Buffer.concat([bytes.subarray(0, NETWORK_BYTES), Buffer.alloc(16 - NETWORK_BYTES)]))}/64`;
}
