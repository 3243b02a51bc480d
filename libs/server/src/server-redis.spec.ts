import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import { ErrorCode } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { join, open } from './grpc/testing/grpc-guest.ts';
import { silentLogger } from './logging/logger.ts';
import { describeWithRedis } from './redis-log/testing/describe-with-redis.ts';
import { RedisProcess } from './redis-log/testing/index.ts';
import { expectFailure } from './rpc/testing/expect-failure.ts';
import { joinRequest, signalTo } from './rpc/testing/messages.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './server.ts';
import { QUIET_CONFIG } from './testing/quiet-config.ts';

describeWithRedis('servers on one Redis', (program) => {
  let directory: string;
  let redis: RedisProcess;
  const servers: RunningServer[] = [];
  beforeEach(async () => {
    directory = await mkdtemp(joinPath(tmpdir(), 'rtc-call-servers-'));
    redis = await RedisProcess.start({ program });
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await redis[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  });

  /** Each with a secret of its own. */
  async function start(): Promise<RunningServer> {
    const secret = { file: joinPath(directory, `secret-${servers.length}`), agree: true };
    const server = await startServer({ ...QUIET_CONFIG, secret, redis: [redis.url] }, silentLogger());
    servers.push(server);
    return server;
  }

  function clientOf({ url }: RunningServer): SignalingServiceClient {
    return new SignalingServiceClient(new GrpcWebFetchTransport({ baseUrl: url, format: 'binary' }));
  }

  async function readiness({ url }: RunningServer): Promise<unknown> {
    return (await fetch(`${url}/rtc-call/ready`)).json();
  }

  it('hold one room, and each takes up what another let fall', async () => {
    const [one, two] = [clientOf(await start()), clientOf(await start())];
    const [ann, bob] = [await join(one), await join(two)];
    expect(await ann.next()).toMatchObject({ participantJoined: { participant: { id: bob.id } } });
    const missed = [{ message: signalTo(bob.id, 'missed') }];
    const told = bob.next().catch(() => 'over');
    await servers[1]?.close();
    await told;
    await one.send({ session: ann.session, sequence: 1, messages: missed });
    const again = await open(one, joinRequest('room', { resume: bob.resume }));
    expect(again.first).toMatchObject({ event: { resumed: { session: { id: bob.session.id } } } });
    expect(await again.next()).toMatchObject({ signalReceived: { signal: { negotiationId: 'missed' } } });
  });

  it('start without it, say why nobody can join, and are ready when it is there', async () => {
    await redis.kill();
    const server = await start();
    expect(server.isStoreReady).toBe(false);
    expect(await readiness(server)).toMatchObject({ ready: false, because: 'store-unreachable' });
    const detail = await expectFailure(join(clientOf(server)), ErrorCode.STORE_UNAVAILABLE);
    expect(detail.retryable).toBe(true);
    await redis.restart();
    await vi.waitFor(async () => expect(await readiness(server)).toEqual({ ready: true }), 15_000);
    expect((await join(clientOf(server))).welcome.participants).toHaveLength(1);
  });
});
