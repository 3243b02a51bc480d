import { COTURN_LIMITS, PUBLIC_STUN_URLS, TURN_LIMITS } from '@rtc-call/server';

/** One option, however it is given. */
export interface Option {
  /** The flag without its dashes. The environment variable and the key in a file follow from it. */
  readonly name: string;
  /**
   * - `value`: one value.
   * - `path`: one value that is a file or a folder; relative to the working directory, or to the file that says it.
   * - `list`: the flag may be repeated, the variable separates by commas, the file has an array.
   * - `switch`: on or off; the flag takes no value.
   */
  readonly takes: 'value' | 'path' | 'list' | 'switch';
  /** Stands for the value in the help text. */
  readonly placeholder?: string;
  readonly help: string;
  /** Whether it is for `turn-config` alone. */
  readonly only?: 'turn-config';
  /** Whether its value is a secret, and so is never a flag: every user of a machine can read the flags of its processes. */
  readonly secret?: true;
}

/** Every option, in the order of the help text. */
export const OPTIONS = [
  {
    name: 'host',
    takes: 'value',
    placeholder: 'HOST',
    help: 'Listen here. Default: localhost; with HTTPS every address, so that phones can join.',
  },
  { name: 'port', takes: 'value', placeholder: 'PORT', help: 'The HTTP port; 0 takes any free one. Default: 8080.' },
  {
    name: 'grpc-port',
    takes: 'value',
    placeholder: 'PORT',
    help: 'The port of native gRPC; 0 takes any free one. Default: 50051.',
  },
  {
    name: 'https',
    takes: 'switch',
    help: 'Serve HTTPS with a certificate made at start. Phones need HTTPS to use the camera.',
  },
  {
    name: 'tls-cert',
    takes: 'path',
    placeholder: 'FILE',
    help: 'Serve HTTPS with this certificate (PEM, with its chain). Needs --tls-key.',
  },
  {
    name: 'tls-key',
    takes: 'path',
    placeholder: 'FILE',
    help: 'The private key of --tls-cert (PEM, without a passphrase).',
  },
  {
    name: 'allow-origin',
    takes: 'list',
    placeholder: 'ORIGIN',
    help: 'Let pages of this origin hold calls here, such as https://example.com, or the public one behind a proxy that ends TLS. May be repeated.',
  },
  {
    name: 'room-capacity',
    takes: 'value',
    placeholder: 'N',
    help: 'The most participants in one room, 2 to 16. Default: 6.',
  },
  {
    name: 'stun',
    takes: 'list',
    placeholder: 'URL',
    help: 'A STUN server for the participants, such as stun:stun.example.com:3478. May be repeated. A TURN server answers STUN too.',
  },
  {
    name: 'public-stun',
    takes: 'switch',
    help: `Also give them STUN servers that anybody may use (${PUBLIC_STUN_URLS.join(', ')}), which then see their addresses.`,
  },
  {
    name: 'turn',
    takes: 'list',
    placeholder: 'URL',
    help: 'A TURN server for the participants: turn:turn.example.com for UDP, turn:turn.example.com?transport=tcp, turns:turn.example.com:443 for TLS. May be repeated; turn-config prints the configuration for coturn.',
  },
  {
    name: 'turn-secret-file',
    takes: 'path',
    placeholder: 'FILE',
    help: 'The secret in common with the TURN servers, a line of text (coturn: static-auth-secret); made where the file is not there. Or set RTC_CALL_TURN_SECRET. Default: rtc-call/turn-secret in $XDG_STATE_HOME or ~/.local/state.',
  },
  {
    name: 'turn-secret',
    takes: 'value',
    secret: true,
    help: 'The secret itself, by RTC_CALL_TURN_SECRET or a file of options only.',
  },
  {
    name: 'turn-ttl',
    takes: 'value',
    placeholder: 'SECONDS',
    help: `How long a participant's credential for TURN is good for; it gets new ones in time. Default: ${TURN_LIMITS.ttlSeconds.default}.`,
  },
  {
    name: 'turn-proof',
    takes: 'value',
    placeholder: 'on|off',
    help: 'Whether to prove that the TURN servers work, and not be ready while none does. Off where the server cannot reach them by these URLs, as behind a NAT that lets nobody inside reach its public address. Default: on.',
  },
  {
    name: 'relay-only',
    takes: 'switch',
    help: 'Let participants connect through TURN only, so that they do not learn each other’s addresses.',
  },
  {
    name: 'redis',
    takes: 'list',
    placeholder: 'URL',
    help: 'Keep the rooms in this Redis or Valkey, such as redis://localhost:6379, so that several servers can share them. Of a cluster, some of its nodes. Default: in memory.',
  },
  {
    name: 'secret-file',
    takes: 'path',
    placeholder: 'FILE',
    help: 'What sessions are signed with: 32 bytes or more, made where the file is not there. Default: rtc-call/secret in $XDG_STATE_HOME or ~/.local/state; servers on one Redis then agree on one.',
  },
  {
    name: 'drain',
    takes: 'value',
    placeholder: 'SECONDS',
    help: 'At SIGTERM, ask the clients to resume elsewhere, spread over this time, before the end. Default: 5 with --redis, otherwise 0.',
  },
  {
    name: 'log-level',
    takes: 'value',
    placeholder: 'LEVEL',
    help: 'trace, debug, info, warn, error, fatal or silent. Default: info.',
  },
  {
    name: 'log-format',
    takes: 'value',
    placeholder: 'FORMAT',
    help: 'auto, pretty or json. Default: auto, which is pretty on a terminal and json elsewhere.',
  },
  {
    name: 'demo-dir',
    takes: 'path',
    placeholder: 'DIR',
    help: 'Serve the demo from here. Default: the one that comes with rtc-call.',
  },
  {
    name: 'bundle-dir',
    takes: 'path',
    placeholder: 'DIR',
    help: 'Serve rtc-call.js from here. Default: the one that comes with rtc-call.',
  },
  {
    name: 'turn-address',
    takes: 'list',
    only: 'turn-config',
    placeholder: 'ADDRESS',
    help: 'The address where coturn listens and relays; behind a NAT PUBLIC/PRIVATE. May be repeated, for IPv6. Default: the addresses in --turn.',
  },
  {
    name: 'turn-realm',
    takes: 'value',
    only: 'turn-config',
    placeholder: 'NAME',
    help: 'What the TURN server calls itself. Default: the host of the first --turn.',
  },
  {
    name: 'turn-tls-cert',
    takes: 'path',
    only: 'turn-config',
    placeholder: 'FILE',
    help: 'The certificate for turns: (PEM, with its chain), as coturn finds it.',
  },
  {
    name: 'turn-tls-key',
    takes: 'path',
    only: 'turn-config',
    placeholder: 'FILE',
    help: 'The private key of --turn-tls-cert, as coturn finds it.',
  },
  {
    name: 'turn-ports',
    takes: 'value',
    only: 'turn-config',
    placeholder: 'FIRST-LAST',
    help: `The ports for relayed addresses. Default: ${COTURN_LIMITS.relayPorts.first}-${COTURN_LIMITS.relayPorts.last}.`,
  },
  {
    name: 'turn-user-quota',
    takes: 'value',
    only: 'turn-config',
    placeholder: 'N',
    help: 'The most allocations of one participant at once. Default: what a full room needs.',
  },
  {
    name: 'turn-total-quota',
    takes: 'value',
    only: 'turn-config',
    placeholder: 'N',
    help: 'The most allocations at once. Default: one for each of the ports.',
  },
  {
    name: 'turn-bandwidth',
    takes: 'value',
    only: 'turn-config',
    placeholder: 'KBIT',
    help: `The most kilobits a second through one allocation, each way. Default: ${COTURN_LIMITS.kilobitsPerSecond.default}.`,
  },
  {
    name: 'turn-allow-peer',
    takes: 'list',
    only: 'turn-config',
    placeholder: 'PEERS',
    help: 'Let coturn relay to this address, block (10.0.0.0/24) or range (FIRST-LAST), although it is a private or other special one: for a lab. May be repeated.',
  },
] as const satisfies readonly Option[];

/** The name of an option. */
export type OptionName = (typeof OPTIONS)[number]['name'];

/** The same options, for looking one up by its name. */
export const OPTION_BY_NAME: ReadonlyMap<string, Option & { readonly name: OptionName }> = new Map(
  OPTIONS.map((option) => [option.name, option]),
);

/** `grpc-port` → `RTC_CALL_GRPC_PORT`. */
export function variableName(option: string): string {
  return `RTC_CALL_${option.replaceAll('-', '_').toUpperCase()}`;
}

/** `grpc-port` → `grpcPort`. */
export function fileKey(option: string): string {
  return option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
