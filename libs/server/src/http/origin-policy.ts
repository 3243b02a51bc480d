import { isIPv4 } from 'node:net';
import { hostname } from 'node:os';

/**
 * Whether a page of this origin may use the API.
 * @param origin the `Origin` header; undefined where the request has none, which is no page of another origin.
 * @param authority the host and port that the request was sent to.
 */
export type OriginPolicy = (origin: string | undefined, authority: string | undefined) => boolean;

export interface OriginPolicyOptions {
  /** Origins as a browser writes them: scheme, host, and port where it is not the scheme's own. */
  readonly allowed: readonly string[];
  /** Whether the server itself speaks TLS. */
  readonly secure: boolean;
  /** The host that the server was told to listen on. */
  readonly host: string;
}

/**
 * Admits an exact list of origins, and the server's own: the scheme it speaks,
 * and the host and port that the request was sent to.
 *
 * Over TLS the certificate vouches for that host. Over plain HTTP nobody does:
 * whoever owns a domain can let its name point to this server (DNS rebinding),
 * and each of its pages would be the server's own. There only names count that
 * no stranger can own. A proxy that ends TLS makes the server's own pages have
 * an origin that the server cannot know, so it must be on the list.
 */
export function createOriginPolicy({ allowed, secure, host }: OriginPolicyOptions): OriginPolicy {
  const list = new Set(allowed);
  const names = new Set([host.toLowerCase(), hostname().toLowerCase()]);
  const isOwn = (origin: string, authority: string) => {
    const own = URL.parse(`${secure ? 'https' : 'http'}://${authority}`);
    return own?.origin === origin && (secure || isOurs(own.hostname, names));
  };
  return (origin, authority) =>
    origin === undefined || list.has(origin) || (authority !== undefined && isOwn(origin, authority));
}

/** Whether a host, as a URL has it, is an address, one of these names, or a name that is always loopback (RFC 6761, section 6.3). */
function isOurs(host: string, names: ReadonlySet<string>): boolean {
  const isAddress = host.startsWith('[') || isIPv4(host);
  return isAddress || names.has(host) || host === 'localhost' || host.endsWith('.localhost');
}
