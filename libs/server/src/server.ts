import { checkPort } from './check-ports.ts';
import { startGrpcServer } from './grpc/grpc-server.ts';
import { createGrpcWebHandler } from './grpc-web/index.ts';
import { authorityOf } from './http/exchange.ts';
import { startHttpServer } from './http/http-server.ts';
import { StartError, toListenFault } from './http/listen-fault.ts';
import type { TlsIdentity } from './http/node-server.ts';
import { createOriginPolicy } from './http/origin-policy.ts';
import { createRouter } from './http/router.ts';
import { readStaticFolder } from './http/static-folder.ts';
import { createLogger, type Logger } from './logging/logger.ts';
import type { RunningServer } from './running-server.ts';
import type { ServerConfig } from './server-config.ts';
import { serverUrls } from './server-urls.ts';
import { createSelfSigned } from './tls/self-signed.ts';
import { readTlsFiles, type TlsSource } from './tls/tls-identity.ts';
import { VERSION } from './version.ts';

/**
 * Starts a whole server: one HTTP port with the demo, the element and gRPC-Web,
 * and one port of native gRPC; both doors lead to the same rooms.
 *
 * It leaves the process alone: signals and exit codes are the caller's.
 * @throws {StartError} when an address cannot be had; it names all of them.
 * @throws {TlsFileError} when the certificate or its key cannot be used.
 */
export async function startServer(config: ServerConfig, logger: Logger = createLogger()): Promise<RunningServer> {}

async function tlsIdentity(source: TlsSource, host: string): Promise<TlsIdentity> {
  switch (source.kind) {
    case 'self-signed':
      return createSelfSigned(host);
    case 'files':
      return readTlsFiles(source.certFile, source.keyFile);
  }
}
