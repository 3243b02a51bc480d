import { createServer, type Server as Http1Server } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { HttpHandler } from './exchange.ts';
import { HTTP_LIMITS } from './limits.ts';

/** A private key and its certificate chain, both PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** Node's server, not yet listening: HTTP/1.1, and with TLS HTTP/2 too, by the client's choice (ALPN). */
export type NodeServer = Http1Server | Http2SecureServer;

/** Makes one, with every limit set. */
export function createNodeServer(tls: TlsIdentity | null, handler: HttpHandler): NodeServer {
  return tls === null ? createPlain(handler) : createSecure(tls, handler);
}

const HTTP1_LIMITS = {
  headersTimeout: HTTP_LIMITS.requestHeadMs,
  requestTimeout: HTTP_LIMITS.requestMs,
  keepAliveTimeout: HTTP_LIMITS.idleConnectionMs,
  connectionsCheckingInterval: HTTP_LIMITS.checkIntervalMs,
} as const;

function createPlain(handler: HttpHandler): Http1Server {
  return createServer({ ...HTTP1_LIMITS, noDelay: true }, handler);
}

function createSecure(tls: TlsIdentity, handler: HttpHandler): Http2SecureServer {
  const server = createSecureServer(
    {
      ...tls,
      allowHTTP1: true,
      minVersion: 'TLSv1.2',
      handshakeTimeout: HTTP_LIMITS.tlsHandshakeMs,
      maxSessionMemory: HTTP_LIMITS.http2SessionMemoryMb,
      noDelay: true,
      settings: { maxConcurrentStreams: HTTP_LIMITS.concurrentStreamsPerConnection },
    },
    handler,
  );
  // Node applies these to the HTTP/1.1 connections of an HTTP/2 server too, but takes them as properties.
  Object.assign(server, HTTP1_LIMITS);
  server.on('session', (session) => {
    // A heartbeat keeps a connection with a call on it from ever being idle. Closing lets open streams end.
    session.setTimeout(HTTP_LIMITS.idleConnectionMs, () => session.close());
  });
  return server;
}
