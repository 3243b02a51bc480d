import { createServer } from 'node:http';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { createGrpcWebHandler, type GrpcWebHandler } from '../handler.ts';
import type { HttpResponse } from '../http.ts';
import type { CallSummary, GrpcWebOptions } from '../options.ts';
import { grpcWebService } from '../service.ts';
import { EchoService, echo, type IEchoService } from './echo-service.ts';

/** A server on a free port of the loopback interface. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly handler: GrpcWebHandler;
  /** How many connections there have been. */
  readonly connections: number;
  /** The HTTP/2 connections that are open. */
  readonly sessions: ReadonlySet<ServerHttp2Session>;
  /** The responses so far, in the order of their requests. */
  readonly responses: HttpResponse[];
  /** What the adapter reported through onFault. */
  readonly faults: unknown[];
  /** What the adapter reported through onCallEnd. */
  readonly ended: CallSummary[];
}

/** HTTP/1.1 in the clear, or the one TLS port that speaks HTTP/2 and HTTP/1.1. */
export type Transport = 'http1' | 'tls';

/** Starts a server for the test service, which admits every page unless told otherwise. */
export async function startTestServer(
  transport: Transport,
  implementation: Partial<IEchoService> = {},
  options: Partial<GrpcWebOptions> = {},
): Promise<TestServer> {
  const faults: unknown[] = [];
  const ended: CallSummary[] = [];
  const handler = createGrpcWebHandler({
    services: [grpcWebService<IEchoService>(EchoService, echo(implementation))],
    allowedOrigins: () => true,
    onFault: (fault) => faults.push(fault),
    onCallEnd: (call) => ended.push(call),
    ...options,
  });
  const server = transport === 'http1' ? createServer() : await createTlsServer();
  const responses: HttpResponse[] = [];
  let connections = 0;
  server.on(transport === 'http1' ? 'connection' : 'secureConnection', () => {
    connections += 1;
  });
  server.on('request', (request, response) => {
    responses.push(response);
    if (handler.handle(request, response)) return;
    response.statusCode = 404;
    response.end('not gRPC-Web');
  });
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session: ServerHttp2Session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${transport === 'http1' ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    handler,
    get connections() {
      return connections;
    },
    sessions,
    responses,
    faults,
    ended,
    async [Symbol.asyncDispose]() {
      handler.cancelAll();
      for (const session of sessions) session.destroy();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function createTlsServer(): Promise<Http2SecureServer> {
  const { private: key, cert } = await selfSigned();
  return createSecureServer({ key, cert, allowHTTP1: true });
}

let identity: ReturnType<typeof generate> | undefined;

function selfSigned(): ReturnType<typeof generate> {
  identity ??= generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec', algorithm: 'sha256' });
  return identity;
}
