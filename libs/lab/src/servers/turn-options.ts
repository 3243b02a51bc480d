import { SITES, TURN, TURN_NAME, TURN_PORTS } from '../network/lab-plan.ts';
import type { Certificate } from './lab-certificate.ts';

const { plain, tls, leastRelay, mostRelay } = TURN_PORTS;

/** What the server and coturn have in common. */
export const TURN_SECRET = 'a-secret-that-all-may-know';

/**
 * The server's options that name coturn: by UDP, by TCP, and by TLS on the port that is open everywhere. By address, as
 * Chromium looks up no `turn:` by the file of hosts; but by name where Firefox would have no address.
 */
export const TURN_URL_OPTIONS: readonly string[] = [
  ...[TURN.ipv4, `[${TURN.ipv6}]`].flatMap((host) => [`turn:${host}:${plain}`, `turn:${host}:${plain}?transport=tcp`]),
  `turns:${TURN_NAME}:${tls}`,
].flatMap((url) => ['--turn', url]);

/** The options of `turn-config` for the lab's coturn. It may relay to the routers and homes, whose addresses are special ones. */
export function turnConfigOptions({ certFile, keyFile }: Certificate): readonly string[] {
  const peers = Object.values(SITES).flatMap(({ uplinks, hosts }) => [
    ...uplinks.map(({ ipv4 }) => ipv4),
    ...hosts.map(({ ipv6 }) => ipv6),
  ]);
  return [
    ...TURN_URL_OPTIONS,
    ...['--turn-address', TURN.ipv4, '--turn-address', TURN.ipv6],
    ...['--turn-ports', `${leastRelay}-${mostRelay}`],
    ...['--turn-tls-cert', certFile, '--turn-tls-key', keyFile],
    ...peers.flatMap((peer) => ['--turn-allow-peer', peer]),
  ];
}
