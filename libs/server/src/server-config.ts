import { LIMITS } from '@rtc-call/contract';
import type { IceSettings } from './turn/ice-settings.ts';
import type { TlsSource } from './tls/tls-identity.ts';

/** The defaults of the command, for others to share. */
export const SERVER_DEFAULTS = {
  httpPort: 8080,
  grpcPort: 50_051,
  roomCapacity: LIMITS.defaultRoomCapacity,
} as const;

/** Everything a server is told. */
export interface ServerConfig {
  /** Where HTTP listens. `localhost` is both loopback addresses, `::` every address of the machine. Port 0 is any free one. */
  readonly http: Address;
  /** Where native gRPC listens: with TLS where the certificate comes from files, otherwise without. */
  readonly grpc: Address;
  /** Null for plain HTTP, where browsers give cameras to `localhost` only. */
  readonly tls: TlsSource | null;
  /** Origins of pages, besides the server's own, that may use the API. Exact: scheme, host, port. */
  readonly allowedOrigins: readonly string[];
  /** The largest number of participants in one room. */
  readonly roomCapacity: number;
  /** The STUN and TURN servers that participants are given. */
  readonly ice: IceSettings;
  /** What sessions are signed with. Null: made at start, so that nobody comes back after a restart as who it was. */
  readonly secret: SecretSource | null;
  /** Where the rooms are kept: the URL of a Redis, or of several nodes of one cluster. None: in this process's memory. */
  readonly redis: readonly string[];
  /** Over what time clients are asked to resume elsewhere before the server stops, in milliseconds. 0: they are not asked. */
  readonly drainMs: number;
  /** The folder with the demo's pages. Null, or a folder that is not there: no demo. */
  readonly demoDirectory: string | null;
  /** The folder with `rtc-call.js` and its chunks below `rtc-call/`. */
  readonly bundleDirectory: string | null;
}

/** A secret that outlives the process. */
export interface SecretSource {
  /** It is made where it is not there. */
  readonly file: string;
  /** With Redis: whether the servers agree on one of their secrets, since each may have its own. */
  readonly agree: boolean;
}

/** A host and a port to listen on. */
export interface Address {
  readonly host: string;
  readonly port: number;
}
