import { ChannelCredentials } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { RpcTransport } from '@protobuf-ts/runtime-rpc';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { join } from './grpc/testing/grpc-guest.ts';
import { createLogger } from './logging/logger.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './server.ts';
import { signalTo } from './rpc/testing/messages.ts';
import { QUIET_CONFIG } from './testing/quiet-config.ts';

let server: RunningServer;
let written = '';
beforeEach(async () => {
  written = '';
  const output = { write: (line: string) => (written += line) };
  const config = { ...QUIET_CONFIG, roomCapacity: 2 };
  server = await startServer(config, createLogger({ level: 'trace', format: 'json', output }));
});
afterEach(() => server.close());

it.each<[string, () => RpcTransport]>([
  [
    'gRPC',
    () =>
      new GrpcTransport({
        host: `localhost:${server.grpcPort}`,
        channelCredentials: ChannelCredentials.createInsecure(),
      }),
  ],
  ['gRPC-Web', () => new GrpcWebFetchTransport({ baseUrl: server.url, format: 'binary' })],
])('a participant by %s is in the log, its token never', async (_, transport) => {
  const client = new SignalingServiceClient(transport());
  const { id, session, next } = await join(client);
  const messages = [{ message: signalTo('nobody', '1') }];
  await client.send({ session, sequence: 1, messages });
  // Failures of a call that has the token must not bring it there either.
  await expect(client.send({ session, sequence: 7, messages }).response).rejects.toThrow();
  await expect(client.send({ session, sequence: 2, messages: [] }).response).rejects.toThrow();
  await client.leave({ session, mayReturn: false });
  expect(await next()).toBe('end');
  await expect(client.send({ session, sequence: 2, messages }).response).rejects.toThrow();
  await server.close();
  expect(written).toContain(id);
  expect(session.token).not.toBe('');
  expect(written).not.toContain(session.token);
});
