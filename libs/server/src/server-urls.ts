import { isIPv6 } from 'node:net';
import { localAddresses } from './tls/local-addresses.ts';

const EVERYWHERE: ReadonlySet<string> = new Set(['::', '0.0.0.0']);
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** The origins a server is reached at: from its own machine, and from the network it is in. */
export function serverUrls(scheme: 'http' | 'https', host: string, port: number) {
  const at = (name: string) => new URL(`${scheme}://${isIPv6(name) ? `[${name}]` : name}:${port}`).origin;
  if (EVERYWHERE.has(host)) {
    const reachable = localAddresses().filter((address) => host === '::' || !isIPv6(address));
    return { url: at('localhost'), networkUrls: reachable.map(at) };
  }
  return { url: at(host), networkUrls: LOOPBACK.has(host) ? [] : [at(host)] };
}
