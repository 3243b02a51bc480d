import { SERVER_DEFAULTS, type ServerConfig } from '../server-config.ts';

/** A server on any free ports of loopback, that keeps nothing and serves no files. */
export const QUIET_CONFIG: ServerConfig = {
  http: { host: 'localhost', port: 0 },
  grpc: { host: 'localhost', port: 0 },
  tls: null,
  allowedOrigins: [],
  roomCapacity: SERVER_DEFAULTS.roomCapacity,
  ice: { stun: [], turn: null, relayOnly: false },
  secret: null,
  redis: [],
  drainMs: 0,
  demoDirectory: null,
  bundleDirectory: null,
};
