import { connect } from 'node:http2';
import { http2Fetch } from './http2-fetch.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** A server, and a fetch() that reaches it. */
export interface Reachable extends AsyncDisposable {
  readonly server: TestServer;
  readonly fetch: typeof fetch;
}

/** The ways to a server on which the real client transport is tried. */
export const TRANSPORTS = ['HTTP/1.1', 'HTTP/2 with TLS'] as const;

/** Starts a test server and what reaches it. */
export async function reach(
  transport: (typeof TRANSPORTS)[number],
  ...[implementation, options]: [Parameters<typeof startTestServer>[1]?, Parameters<typeof startTestServer>[2]?]
): Promise<Reachable> {
  if (transport === 'HTTP/1.1') {
    const server = await startTestServer('http1', implementation, options);
    return { server, fetch, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }
  const server = await startTestServer('tls', implementation, options);
  const session = connect(server.url, { rejectUnauthorized: false });
  return {
    server,
    fetch: http2Fetch(session),
    async [Symbol.asyncDispose]() {
      session.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}
