import { networkInterfaces } from 'node:os';

/**
 * The addresses by which other devices of the network may reach this machine,
 * IPv4 first. Loopback is none of them, and neither is link-local IPv6
 * (RFC 4291, section 2.5.6), which needs a zone that a URL cannot carry.
 */
export function localAddresses(): readonly string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address))
    .toSorted((a, b) => a.family.localeCompare(b.family));
  return [...new Set(found.map(({ address }) => address))];
}
