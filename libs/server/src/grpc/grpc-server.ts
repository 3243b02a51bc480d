import { Server, ServerCredentials } from '@grpc/grpc-js';
import { LIMITS, SignalingService } from '@rtc-call/contract';
import type { ISignalingService } from '@rtc-call/contract/server';
import { HealthImplementation } from 'grpc-health-check';
import type { Logger } from '../logging/logger.ts';
import type { CallContext } from '../rpc/call.ts';
import { bindService } from './bind-service.ts';
import { GRPC_LIMITS } from './limits.ts';
import { signalingReflection } from './reflection.ts';

export interface GrpcServerOptions {
  /** The address to listen on. `localhost` is both loopback addresses, `::` every address of the machine. */
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly service: ISignalingService<CallContext>;
  /** The largest request message, in bytes after decompression. Default: LIMITS.messageBytes. */
  readonly maxRequestBytes?: number;
  readonly logger: Logger;
  /** Certificate chain and private key, as PEM. Default: no TLS. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** How often a connection is pinged, and how long it has to answer, in milliseconds. Default: as in GRPC_LIMITS. */
  readonly keepalive?: { readonly intervalMs: number; readonly timeoutMs: number };
  /** How long calls have to end at closing, in milliseconds, before they are cut. Default: GRPC_LIMITS.closeGraceMs. */
  readonly closeGraceMs?: number;
}

/** A native gRPC server that was started. */
export interface GrpcServer {
  readonly port: number;
  /** What the health service says from now on. */
  setServing(serving: boolean): void;
  /**
   * Leads clients to open a new connection for what comes next. Streams that are open go on, for no longer than this
   * time, and new connections are taken.
   */
  drain(atMostMs: number): void;
  /** Health goes to NOT_SERVING, no new calls, what has not ended after the grace is cut. A second call waits for the first. */
  close(): Promise<void>;
}

/** Starts the native gRPC door: the signaling service, health and reflection. Rejects when the address cannot be had. */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const { host, service, logger, maxRequestBytes = LIMITS.messageBytes } = options;
  const server = new Server({
    'grpc.keepalive_time_ms': options.keepalive?.intervalMs ?? GRPC_LIMITS.keepaliveIntervalMs,
    'grpc.keepalive_timeout_ms': options.keepalive?.timeoutMs ?? GRPC_LIMITS.keepaliveTimeoutMs,
    'grpc.max_connection_idle_ms': GRPC_LIMITS.idleConnectionMs,
    'grpc.max_concurrent_streams': GRPC_LIMITS.concurrentStreams,
    'grpc-node.max_session_memory': GRPC_LIMITS.sessionMemoryMb,
    'grpc.max_receive_message_length': maxRequestBytes * GRPC_LIMITS.hardRequestLimitFactor,
    'grpc.max_send_message_length': GRPC_LIMITS.responseBytes,
  });

  const bound = bindService(SignalingService, service, { maxRequestBytes });
  server.addService(bound.definition, bound.implementation);
  const health = new HealthImplementation();
  const setServing = (serving: boolean) => {
    for (const name of ['', SignalingService.typeName]) health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING');
  };
  setServing(true);
  health.addToServer(server);
  signalingReflection().addToServer(server);

  const port = await bind(server, options);
  logger.debug({ host, port }, 'gRPC listens');

  let closing: Promise<void> | undefined;
  return {
    port,
    setServing,
    drain: (atMostMs) => server.drain(addressOf(host, port), atMostMs),
    close: () => {
      closing ??= (async () => {
        setServing(false);
        await shutDown(server, options.closeGraceMs ?? GRPC_LIMITS.closeGraceMs);
        logger.debug({ host, port }, 'gRPC has closed');
      })();
      return closing;
    },
  };
}

function addressOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function bind(server: Server, { host, port, tls }: GrpcServerOptions): Promise<number> {
  const address = addressOf(host, port);
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(tls.cert), private_key: Buffer.from(tls.key) }]);
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, boundPort) => {
      if (error) reject(error);
      else resolve(boundPort);
    });
  });
}

function shutDown(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.forceShutdown();
      // What was cut is over. grpc-js may never say so: it does not hear the end of a connection that its pings have just cut.
      resolve();
    }, graceMs);
    server.tryShutdown(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
