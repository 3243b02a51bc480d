import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { ChannelCredentials } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { join } from './grpc/testing/grpc-guest.ts';
import { silentLogger } from './logging/logger.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './server.ts';
import { QUIET_CONFIG } from './testing/quiet-config.ts';
import { createSelfSigned } from './tls/self-signed.ts';

let directory: string;
let certificate: string;
let server: RunningServer;
beforeAll(async () => {
  directory = await mkdtemp(joinPath(tmpdir(), 'rtc-call-tls-'));
  const [certFile, keyFile] = [joinPath(directory, 'cert.pem'), joinPath(directory, 'key.pem')];
  const { cert, key } = await createSelfSigned();
  certificate = cert;
  await Promise.all([writeFile(certFile, cert), writeFile(keyFile, key)]);
  const config = { ...QUIET_CONFIG, tls: { kind: 'files', certFile, keyFile } as const };
  server = await startServer(config, silentLogger());
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

it('lets in over gRPC who trusts its certificate', async () => {
  const transport = transportWith(ChannelCredentials.createSsl(Buffer.from(certificate)));
  const ann = await join(new SignalingServiceClient(transport));
  expect(ann.session.token).not.toBe('');
  ann.cancel();
  transport.close();
});

it.each([
  ['trusts others only', () => ChannelCredentials.createSsl()],
  ['speaks no TLS', () => ChannelCredentials.createInsecure()],
])('lets in nobody over gRPC who %s', async (_, credentials) => {
  const transport = transportWith(credentials());
  await expect(join(new SignalingServiceClient(transport))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  transport.close();
});

function transportWith(channelCredentials: ChannelCredentials): GrpcTransport {
  return new GrpcTransport({ host: `localhost:${server.grpcPort}`, channelCredentials });
}
