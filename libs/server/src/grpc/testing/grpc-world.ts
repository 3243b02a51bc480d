import { ChannelCredentials, Client, type ChannelOptions } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterEach } from 'vitest';
import { silentLogger } from '../../logging/logger.ts';
import { createSignaling, type SignalingOptions } from '../../signaling/signaling.ts';
import { type GrpcServerOptions, startGrpcServer } from '../grpc-server.ts';

/** A real server on loopback, and what makes clients of it. */
export async function startGrpcWorld(options: SignalingOptions & Partial<GrpcServerOptions> = {}) {
  const signaling = createSignaling(options);
  const server = await startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    service: signaling.service,
    logger: silentLogger(),
    closeGraceMs: 200,
    ...options,
  });
  const address = `127.0.0.1:${server.port}`;
  const open: { close(): void }[] = [];
  return {
    signaling,
    server,
    address,
    /** A typed client with a connection of its own. */
    client(channelOptions: ChannelOptions = {}): SignalingServiceClient {
      const transport = new GrpcTransport({
        host: address,
        channelCredentials: ChannelCredentials.createInsecure(),
        clientOptions: { 'grpc.use_local_subchannel_pool': 1, ...channelOptions },
      });
      open.push(transport);
      return new SignalingServiceClient(transport);
    },
    /** A bare grpc-js client. */
    bareClient(to = address): Client {
      const client = new Client(to, ChannelCredentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
      open.push(client);
      return client;
    },
    async close() {
      for (const connection of open) connection.close();
      signaling.close();
      await server.close();
    },
  };
}

/** Servers for the tests of one file: each test starts its own, which ends with it. */
export function grpcWorlds(): (...args: Parameters<typeof startGrpcWorld>) => Promise<GrpcWorld> {
  const started: GrpcWorld[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((world) => world.close()));
  });
  return async (...args) => {
    const world = await startGrpcWorld(...args);
    started.push(world);
    return world;
  };
}

export type GrpcWorld = Awaited<ReturnType<typeof startGrpcWorld>>;
