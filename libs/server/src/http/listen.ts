import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type AddressInfo, isIP, type Server } from 'node:net';
import { HTTP_LIMITS } from './limits.ts';

/** Servers that listen on the same port of several addresses. */
export interface Listening<S extends Server> {
  readonly port: number;
  readonly servers: readonly S[];
}

/**
 * Listens on every address that a host name stands for, on the same port.
 *
 * `localhost` is both loopback addresses (RFC 6761, section 6.3): browsers try
 * the one or the other first, and must not meet somebody else's server there.
 * @param port 0 takes any free one.
 * @throws what Node gave as the reason, with its `code`; nothing then listens.
 */
export async function listen<S extends Server>(create: () => S, host: string, port: number): Promise<Listening<S>> {
  const addresses = await addressesOf(host);
  for (let attempt = 1; ; attempt++) {
    const servers: S[] = [];
    try {
      return await listenOnAll(create, addresses, port, servers);
    } catch (error) {
      await Promise.all(servers.map(stop));
      // The port that chance gave on the first address may be taken on the second.
      const again = port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < HTTP_LIMITS.anyPortAttempts;
      if (!again) throw error;
    }
  }
}

async function listenOnAll<S extends Server>(
  create: () => S,
  addresses: readonly string[],
  wantedPort: number,
  servers: S[],
): Promise<Listening<S>> {
  let port = wantedPort;
  let unavailable: unknown;
  for (const address of addresses) {
    const server = create();
    try {
      await listenOn(server, address, port);
    } catch (error) {
      // A machine may have one of the two families only.
      if (!isMissingFamily(error)) throw error;
      unavailable = error;
      continue;
    }
    servers.push(server);
    port = (server.address() as AddressInfo).port;
  }
  if (servers.length === 0) throw unavailable;
  return { port, servers };
}

async function listenOn(server: Server, address: string, port: number): Promise<void> {
  // Without an address Node listens on `::` for both families, and on 0.0.0.0 where there is no IPv6.
  if (address === '::') server.listen(port);
  else server.listen(port, address);
  await once(server, 'listening');
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

async function addressesOf(host: string): Promise<readonly string[]> {
  if (host === 'localhost') return ['127.0.0.1', '::1'];
  if (isIP(host) !== 0) return [host];
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

function isMissingFamily(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
