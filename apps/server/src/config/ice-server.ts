import type { Objection } from './schemas.ts';

/** A host name, an IPv4 address, or an IPv6 address in brackets, and maybe a port (RFC 7064, section 3.1). */
const STUN_URL = /^stun:(\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)(?::(\d{1,5}))?$/i;

/** What is wrong with the URL of an ICE server, or null. */
export function checkIceServer(value: string): Objection | null {
  if (/^turns?:/i.test(value)) return { wrong: 'is a TURN server, which this version does not support yet' };
  if (/^stuns:/i.test(value)) return { wrong: 'is STUN over TLS, which browsers do not use' };
  if (/^stun:\/\//i.test(value)) {
    return { wrong: 'has slashes, which STUN URLs have not', right: `Write ${value.replace('//', '')}.` };
  }
  if (!/^[a-z]+:/i.test(value) || /^[^:]+:\d+$/.test(value)) {
    return { wrong: 'has no scheme', right: `Write stun:${value}.` };
  }
  const match = STUN_URL.exec(value);
  if (match === null) return { wrong: 'is no STUN URL' };
  if (Number(match[2] ?? 3478) > 65_535) return { wrong: 'has a port above 65535' };
  return null;
}
