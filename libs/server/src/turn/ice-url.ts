import { isIPv6 } from 'node:net';

/** The port of a URL that names none (RFC 7064, RFC 7065). */
const DEFAULT_PORTS = { plain: 3_478, tls: 5_349 } as const;

/** A `stun:` URL (RFC 7064), as far as browsers use them. */
const STUN_URL = /^stun:(\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)(?::(\d{1,5}))?$/i;

/** A `turn:` or `turns:` URL (RFC 7065). */
const TURN_URL = /^(turns?):(\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i;

/** How a client speaks to a TURN server. */
export type TurnTransport = 'udp' | 'tcp' | 'tls';

/** Where a STUN server is. */
export interface StunUrl {
  /** A name or an address; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Where a TURN server is, and how to speak to it. */
export interface TurnUrl extends StunUrl {
  readonly transport: TurnTransport;
}

/** Takes a `stun:` URL apart; null where it is none. */
export function parseStunUrl(url: string): StunUrl | null {
  const match = STUN_URL.exec(url);
  return match === null ? null : placeOf(match[1], match[2], DEFAULT_PORTS.plain);
}

/** Takes a `turn:` or `turns:` URL apart; null where it is none, or is TURN over DTLS, which no browser uses. */
export function parseTurnUrl(url: string): TurnUrl | null {
  const match = TURN_URL.exec(url);
  if (match === null) return null;
  const [, scheme = '', host, port, named] = match;
  const secure = scheme.toLowerCase() === 'turns';
  if (secure && named?.toLowerCase() === 'udp') return null;
  const place = placeOf(host, port, secure ? DEFAULT_PORTS.tls : DEFAULT_PORTS.plain);
  const plain = named?.toLowerCase() === 'tcp' ? 'tcp' : 'udp';
  return place === null ? null : { ...place, transport: secure ? 'tls' : plain };
}

function placeOf(host = '', port: string | undefined, otherwise: number): StunUrl | null {
  const bare = host.startsWith('[') ? host.slice(1, -1) : host;
  const number = port === undefined ? otherwise : Number(port);
  if ((host.startsWith('[') && !isIPv6(bare)) || number < 1 || number > 65_535) return null;
  return { host: bare, port: number };
}
