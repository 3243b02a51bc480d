import { setTimeout as delay } from 'node:timers/promises';
import { checkPort } from './check-ports.ts';
import { startGrpcServer } from './grpc/grpc-server.ts';
import { GRPC_LIMITS } from './grpc/limits.ts';
import { createGrpcWebDoor } from './grpc-web-door.ts';
import { startHttpServer } from './http/http-server.ts';
import { HTTP_LIMITS } from './http/limits.ts';
import { StartError, toListenFault } from './http/listen-fault.ts';
import type { TlsIdentity } from './http/node-server.ts';
import { createOriginPolicy } from './http/origin-policy.ts';
import { createRouter } from './http/router.ts';
import { readStaticFolder, type StaticFolder } from './http/static-folder.ts';
import { createLogger, type Logger } from './logging/logger.ts';
import { Readiness } from './readiness.ts';
import type { RunningServer } from './running-server.ts';
import type { ServerConfig } from './server-config.ts';
import { serverUrls } from './server-urls.ts';
import { createSignaling } from './signaling/signaling.ts';
import { systemClock } from './signaling/system-clock.ts';
import { openStore } from './store/open-store.ts';
import { createSelfSigned } from './tls/self-signed.ts';
import { readTlsFiles } from './tls/tls-identity.ts';
import { createIceFor } from './turn/ice-for.ts';
import { TurnWatch } from './turn/proof/turn-watch.ts';
import { readTurnSecret } from './turn/turn-secret.ts';
import { VERSION } from './version.ts';

/**
 * Starts a whole server: one HTTP port with the demo, the element and gRPC-Web,
 * and one port of native gRPC; both doors lead to the same rooms. A Redis that
 * cannot be reached does not keep it from starting, nor do TURN servers none of
 * which works: it is then not ready.
 *
 * It leaves the process alone: signals and exit codes are the caller's.
 * @throws {StartError} when an address cannot be had; it names all of them.
 * @throws {TlsFileError} when the certificate or its key cannot be used.
 * @throws {SecretFileError} when a secret cannot be had.
 */
export async function startServer(config: ServerConfig, logger: Logger = createLogger()): Promise<RunningServer> {
  const tls = await tlsIdentity(config);
  const bundle = await folder(config.bundleDirectory);
  const demo = await folder(config.demoDirectory);
  const admits = createOriginPolicy({
    allowed: config.allowedOrigins,
    secure: tls !== null,
    host: config.http.host,
  });
  const turn = await turnSharing(config);
  const store = await openStore(config, logger);
  const turnWatch = turn === null || turn.proof === false ? null : new TurnWatch({ ...turn, logger });
  const readiness = new Readiness(store, turnWatch);
  const signaling = createSignaling({
    log: store.log,
    secrets: store.secrets,
    capacity: config.roomCapacity,
    ice: createIceFor({ ...config.ice, turn, unixTimeMs: Date.now, clock: systemClock }),
    logger,
  });
  const grpcWeb = createGrpcWebDoor(signaling.service, admits, logger);
  const handler = createRouter({
    version: VERSION,
    admits,
    readiness: () => readiness.state,
    turn: () => turnWatch?.states ?? [],
    grpcWeb: (request, response) => grpcWeb.handle(request, response),
    bundle,
    demo,
  });

  const { http, grpc } = await openDoors(
    config,
    () => startHttpServer({ ...config.http, tls, handler, logger }),
    () => startGrpcServer({ ...config.grpc, service: signaling.service, logger, ...grpcTls(config, tls) }),
  ).catch(async (error: unknown) => {
    signaling.close();
    turnWatch?.close();
    await store.close();
    throw error;
  });
  grpc.setServing(readiness.state === 'ready');
  readiness.watch((state) => {
    logger.info({ state }, 'Readiness changed');
    grpc.setServing(state === 'ready');
  });
  const urls = serverUrls(tls === null ? 'http' : 'https', config.http.host, http.port);
  logger.debug({ url: urls.url, grpcPort: grpc.port }, 'Listening');
  if (bundle === null) logger.warn({ directory: config.bundleDirectory }, 'The element is not built, and not served');
  if (demo === null) logger.warn({ directory: config.demoDirectory }, 'The demo is not built, and not served');

  const drain = async (hurry: AbortSignal) => {
    const { drainMs } = config;
    readiness.stop();
    if (drainMs === 0 || hurry.aborted) return;
    http.drain();
    grpc.drain(drainMs + GRPC_LIMITS.closeGraceMs);
    void signaling.drain(drainMs);
    await delay(drainMs, undefined, { signal: hurry }).catch(() => {});
  };
  const close = async () => {
    readiness.stop();
    http.stopAccepting();
    signaling.close();
    turnWatch?.close();
    await Promise.all([within(HTTP_LIMITS.closeGraceMs, grpcWeb.close()), http.close(), grpc.close()]);
    await store.close();
  };
  // Who starts it learns at once what is wrong with them.
  await turnWatch?.tried;
  let closed: Promise<void> | null = null;
  return {
    ...urls,
    httpPort: http.port,
    grpcPort: grpc.port,
    get isStoreReady() {
      return store.isReady;
    },
    get turn() {
      return turnWatch?.states ?? [];
    },
    drain,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** Opens both ports or neither; where it cannot, it has looked at both. */
async function openDoors<Http extends { close(): Promise<void> }, Grpc>(
  config: ServerConfig,
  openHttp: () => Promise<Http>,
  openGrpc: () => Promise<Grpc>,
): Promise<{ http: Http; grpc: Grpc }> {
  const [http, grpcFault] = await Promise.all([
    openHttp().catch((error: unknown) => toListenFault('HTTP', config.http.host, config.http.port, error)),
    checkPort('gRPC', config.grpc),
  ]);
  if ('reason' in http) throw new StartError(grpcFault === null ? [http] : [http, grpcFault]);
  try {
    if (grpcFault !== null) throw new StartError([grpcFault]);
    const grpc = await openGrpc().catch((error: unknown) => {
      throw new StartError([toListenFault('gRPC', config.grpc.host, config.grpc.port, error)]);
    });
    return { http, grpc };
  } catch (error) {
    await http.close();
    throw error;
  }
}

async function tlsIdentity({ tls, http }: ServerConfig): Promise<TlsIdentity | null> {
  switch (tls?.kind) {
    case undefined:
      return null;
    case 'self-signed':
      return createSelfSigned(http.host);
    case 'files':
      return readTlsFiles(tls.certFile, tls.keyFile);
  }
}

/** The TURN servers' settings, with the secret itself. */
async function turnSharing({ ice: { turn } }: ServerConfig) {
  return turn === null ? null : { ...turn, secret: await readTurnSecret(turn.secret) };
}

/** Native clients have nobody to ask whether to trust a certificate made on the spot, so gRPC uses real ones only. */
function grpcTls(config: ServerConfig, tls: TlsIdentity | null): { readonly tls?: TlsIdentity } {
  return tls !== null && config.tls?.kind === 'files' ? { tls } : {};
}

async function folder(directory: string | null): Promise<StaticFolder | null> {
  return directory === null ? null : readStaticFolder(directory);
}

/** Waits for a promise, but no longer than this. */
async function within(limitMs: number, promise: Promise<unknown>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([promise, delay(limitMs, undefined, { signal: limit.signal })]).finally(() => limit.abort());
}
