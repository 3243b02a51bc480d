import { isIPv6 } from 'node:net';
import { parseTurnUrl, type TurnTransport } from '../ice-url.ts';
import type { PeerRange } from './peer-range.ts';
import { BELOW_GLOBAL_UNICAST, SPECIAL_IPV4, SPECIAL_IPV6 } from './special-purpose-ranges.ts';

/** Where coturn listens and relays. */
export interface TurnAddress {
  /** What its peers see, and what participants are told: an address of the machine, or of the NAT before it. */
  readonly public: string;
  /** The machine's own address, where a NAT is before it that passes every port on as it is. */
  readonly private: string | null;
}

export interface TurnserverConfOptions {
  /** The URLs that participants are given; they say which ports are open, and for what. */
  readonly urls: readonly string[];
  readonly secret: string;
  /** What the server calls itself towards clients; any name. */
  readonly realm: string;
  readonly addresses: readonly TurnAddress[];
  readonly relayPorts: { readonly first: number; readonly last: number };
  /** Needed for `turns:`. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  readonly quotas: TurnQuotas;
  /** What may be relayed to although it is special-purpose. */
  readonly allowPeers: readonly PeerRange[];
}

export interface TurnQuotas {
  /** Allocations of one participant at once. */
  readonly perUser: number;
  /** Allocations at once. */
  readonly total: number;
  /** Each way, of one allocation. */
  readonly kilobitsPerSecond: number;
}

/** A part of the file: what it is for, and its lines. */
type Section = readonly [comment: string, ...lines: string[]];

/** What coturn's turnserver.conf says (coturn 4.5.2 or newer). */
export function turnserverConf(options: TurnserverConfOptions): string {
  const sections: readonly Section[] = [
    ['coturn for rtc-call, as `rtc-call-server turn-config` prints it. It holds a secret: keep it from others.'],
    ...listening(options),
    credentials(options),
    quotas(options),
    ...peers(options),
    [
      'Nothing besides: no commands from afar, no relayed TCP, no old dialects, no word on the version.',
      'no-cli',
      'no-tcp-relay',
      'no-multicast-peers',
      'no-rfc5780',
      'no-stun-backward-compatibility',
      'response-origin-only-with-rfc5780',
      'no-software-attribute',
      'no-dtls',
      'no-tlsv1',
      'no-tlsv1_1',
      'fingerprint',
    ],
    ['Where it says what it does.', 'log-file=stdout', 'simple-log'],
  ];
  return `${sections.map(([comment, ...lines]) => [...commented(comment), ...lines].join('\n')).join('\n\n')}\n`;
}

function listening({ urls, addresses, relayPorts, tls }: TurnserverConfOptions): readonly Section[] {
  const own = addresses.map(localAddress);
  const [plain, ...morePlain] = portsOf(urls, 'udp', 'tcp');
  const [secure, ...moreSecure] = portsOf(urls, 'tls');
  const behindNat = addresses.filter((address) => address.private !== null);
  const sections: Section[] = [
    [
      'Where it listens: with the transports of the URLs alone. With both UDP and TCP it has both on each of their ports.',
      ...own.map((address) => `listening-ip=${address}`),
      ...(plain === undefined ? [] : [`listening-port=${plain}`]),
      ...(secure === undefined ? [] : [`tls-listening-port=${secure}`]),
      ...(['udp', 'tcp', 'tls'] as const).flatMap((each) => (portsOf(urls, each).length === 0 ? [`no-${each}`] : [])),
      ...[...morePlain, ...moreSecure].flatMap((port) => own.map((address) => `aux-server=${withPort(address, port)}`)),
    ],
    [
      'Where it relays. Let UDP to these ports through your firewall.',
      ...own.map((address) => `relay-ip=${address}`),
      `min-port=${relayPorts.first}`,
      `max-port=${relayPorts.last}`,
      // Otherwise who asks for no family in particular gets IPv4 (RFC 8656, section 7.2), and where there is none an error.
      ...(own.every(isIPv6) ? ['allocation-default-address-family=keep'] : []),
    ],
  ];
  if (behindNat.length > 0) {
    const mapping = behindNat.map((address) => `external-ip=${address.public}/${address.private}`);
    sections.push(['The NAT before it must pass these ports on as they are.', ...mapping]);
  }
  if (secure !== undefined && tls !== null) {
    sections.push(['TLS. After a new certificate: kill -USR2.', `cert=${tls.certFile}`, `pkey=${tls.keyFile}`]);
  }
  return sections;
}

function credentials({ secret, realm }: TurnserverConfOptions): Section {
  return [
    'Credentials that the server of the calls makes, with this secret in common.',
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    `realm=${realm}`,
    'stale-nonce=600',
  ];
}

function quotas({ quotas: { perUser, total, kilobitsPerSecond } }: TurnserverConfOptions): Section {
  return [
    'Quotas: allocations of one participant, of all, and bytes a second of one allocation each way.',
    `user-quota=${perUser}`,
    `total-quota=${total}`,
    `max-bps=${Math.floor((kilobitsPerSecond * 1_000) / 8)}`,
  ];
}

/** What is allowed wins over what is denied, whatever the order. */
function peers({ addresses, allowPeers }: TurnserverConfOptions): readonly Section[] {
  const own = new Set(addresses.flatMap((address) => [address.public, localAddress(address)]));
  const sections: Section[] = [
    [
      'Its own addresses may be relayed to, since two participants who both need a relay meet there. ' +
        'Whatever else listens on them for UDP can be reached from outside, so let nothing.',
      ...[...own].map((address) => `allowed-peer-ip=${address}`),
      // On loopback alone that is not enough.
      ...([...own].some(isLoopback) ? ['allow-loopback-peers'] : []),
    ],
  ];
  if (allowPeers.length > 0) {
    sections.push([
      'Exceptions that were asked for.',
      ...allowPeers.map(({ first, last }) => `allowed-peer-ip=${first}-${last}`),
    ]);
  }
  sections.push([
    'Nobody may be relayed to where no participant can be: the network around this server.',
    ...[...SPECIAL_IPV4, ...SPECIAL_IPV6].flatMap((range) => denied(range.is, range)),
    ...denied(BELOW_GLOBAL_UNICAST.is, ...BELOW_GLOBAL_UNICAST.ranges),
  ]);
  return sections;
}

function denied(is: string, ...ranges: readonly PeerRange[]): readonly string[] {
  return [...commented(is), ...ranges.map(({ first, last }) => `denied-peer-ip=${first}-${last}`)];
}

/** The ports of the URLs with one of these transports, each once. */
function portsOf(urls: readonly string[], ...transports: readonly TurnTransport[]): readonly number[] {
  const places = urls.map(parseTurnUrl).filter((place) => place !== null);
  return [...new Set(places.filter(({ transport }) => transports.includes(transport)).map(({ port }) => port))];
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function localAddress(address: TurnAddress): string {
  return address.private ?? address.public;
}

function withPort(address: string, port: number): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

const COLUMNS = 110;

function commented(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > COLUMNS) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
