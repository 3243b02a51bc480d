// Starting a server, and what it is told.
export { startServer } from './server.ts';
export type { RunningServer } from './running-server.ts';
export { type Address, type SecretSource, SERVER_DEFAULTS, type ServerConfig } from './server-config.ts';
export { VERSION } from './version.ts';

// What can prevent it.
export { checkPorts } from './check-ports.ts';
export { type Door, type ListenFault, type ListenFaultReason, StartError } from './http/listen-fault.ts';
export { defaultSecretFile, SecretFileError } from './secret/secret-file.ts';
export { readTlsFiles, TlsFileError, type TlsFileFault, type TlsSource } from './tls/tls-identity.ts';

// How the addresses of a Redis are written.
export { parseRedisUrls, RedisUrlError, withoutCredentials } from './redis-log/index.ts';

// What it writes.
export {
  createLogger,
  LOG_FORMATS,
  LOG_LEVELS,
  type LogFormat,
  type Logger,
  type LoggerOptions,
  type LogLevel,
  type LogOutput,
  silentLogger,
} from './logging/logger.ts';

// The signaling service and its native gRPC door, for those who compose a server of their own.
export { type GrpcServer, type GrpcServerOptions, startGrpcServer } from './grpc/grpc-server.ts';
export { systemClock } from './signaling/system-clock.ts';
export { createSignaling, type Signaling, type SignalingOptions } from './signaling/signaling.ts';
export { type SecretRing, SignedIdentities } from './signaling/signed-identities.ts';
