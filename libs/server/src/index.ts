// Starting a server, and what it is told.
export { startServer } from './server.ts';
export type { RunningServer } from './running-server.ts';
export { type Address, type SecretSource, SERVER_DEFAULTS, type ServerConfig } from './server-config.ts';
export { VERSION } from './version.ts';

// What can prevent it.
export { checkPorts } from './check-ports.ts';
export { type Door, type ListenFault, type ListenFaultReason, StartError } from './http/listen-fault.ts';
export { defaultSecretFile, SecretFileError, type SecretPurpose } from './secret/kept-secret.ts';
export { readTlsFiles, TlsFileError, type TlsFileFault, type TlsSource } from './tls/tls-identity.ts';

// How the addresses of a Redis are written.
export { parseRedisUrls, RedisUrlError, withoutCredentials } from './redis-log/index.ts';

// STUN and TURN: the servers that participants are given, and the configuration of a coturn of one's own.
export { COTURN_LIMITS } from './turn/coturn/limits.ts';
export { parsePeerRange, type PeerRange } from './turn/coturn/peer-range.ts';
export {
  type TurnAddress,
  type TurnQuotas,
  turnserverConf,
  type TurnserverConfOptions,
} from './turn/coturn/turnserver-conf.ts';
export type { TurnFault, TurnFaultKind } from './turn/client/turn-fault.ts';
export type { IceSettings, TurnSecretSource, TurnSettings } from './turn/ice-settings.ts';
export { parseStunUrl, parseTurnUrl, type StunUrl, type TurnTransport, type TurnUrl } from './turn/ice-url.ts';
export { TURN_LIMITS } from './turn/limits.ts';
export { describeTurnFault } from './turn/proof/describe-fault.ts';
export { type ProveOptions, proveTurn, type TurnProof } from './turn/proof/prove-turn.ts';
export type { TurnUrlState } from './turn/proof/turn-watch.ts';
export { PUBLIC_STUN_URLS } from './turn/public-stun.ts';
export { mintTurnCredentials, type TurnCredentials } from './turn/turn-credentials.ts';
export { readTurnSecret, turnSecretProblem } from './turn/turn-secret.ts';

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
