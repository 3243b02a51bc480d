import { constants, connect as http2Connect } from 'node:http2';
import { setImmediate } from 'node:timers/promises';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import {
  ConnectRequest,
  type ConnectResponse,
  ErrorCode,
  JoinRequest,
  LeaveReason,
  IceTransportPolicy,
} from '@rtc-call/contract';
import { describe, expect, it, vi } from 'vitest';
import { errorDetailOf } from '../rpc/rpc-failure.ts';
import { expectFailure } from '../rpc/testing/expect-failure.ts';
import { joinRequest, signalTo } from '../rpc/testing/messages.ts';
import { startRelay } from '../testing/relay.ts';
import { GRPC_LIMITS } from './limits.ts';
import { bareConnect, bareJoin, connectRequest, join, open } from './testing/grpc-guest.ts';
import { grpcWorlds, startGrpcWorld } from './testing/grpc-world.ts';

const start = grpcWorlds();

describe('the native gRPC door', () => {
  it('carries Join, Send, GetIceServers and Leave', async () => {
    const { client, signaling } = await start();
    const [ann, bob] = [await join(client()), await join(client())];
    const up = client();
    expect(await ann.next()).toMatchObject({ participantJoined: { participant: { id: bob.id } } });
    const request = { session: ann.session, sequence: 1, messages: [{ message: signalTo(bob.id, 'n1', 'v=0\r\n한') }] };
    expect((await up.send(request).response).acknowledged).toBe(1);
    expect(await bob.next()).toMatchObject({
      signalReceived: { from: ann.id, signal: { negotiationId: 'n1', payload: { description: { sdp: 'v=0\r\n한' } } } },
    });
    expect((await up.getIceServers({ session: bob.session }).response).ice).toEqual({
      servers: [],
      validForSeconds: 0,
      transportPolicy: IceTransportPolicy.UNSPECIFIED,
    });
    await up.leave({ session: bob.session, mayReturn: false });
    expect(await bob.next()).toBe('end');
    expect(await ann.next()).toMatchObject({ participantLeft: { reason: LeaveReason.LEFT } });
    expect(signaling.streamCount).toBe(1);
  });

  it('carries Connect, pipelined and half-closed', async () => {
    const { client, signaling } = await start();
    const ann = await join(client());
    const call = client().connect();
    await call.requests.send({ request: { oneofKind: 'join', join: joinRequest() } });
    for (let sequence = 1; sequence <= 20; sequence += 1) {
      const messages = [{ message: signalTo(ann.id, String(sequence)) }];
      await call.requests.send({ request: { oneofKind: 'send', send: { sequence, messages } } });
    }
    await call.requests.complete();
    const responses: ConnectResponse['response'][] = [];
    for await (const { response } of call.responses) responses.push(response);
    expect(responses[0]).toMatchObject({ event: { event: { oneofKind: 'welcome' } } });
    expect(responses.at(-1)).toEqual({ oneofKind: 'sent', sent: { acknowledged: 20 } });
    expect(responses).toHaveLength(21);
    expect((await call.status).code).toBe('OK');
    await ann.next();
    for (let n = 1; n <= 20; n += 1) {
      expect(await ann.next()).toMatchObject({ signalReceived: { signal: { negotiationId: String(n) } } });
    }
    expect(await ann.next()).toMatchObject({ participantLeft: { reason: LeaveReason.LEFT } });
    expect(signaling.streamCount).toBe(1);
  });

  it('gives failures their code and detail, on unary calls and on streams', async () => {
    const { client } = await start({ capacity: 1 });
    const up = client();
    await expectFailure(up.send({ sequence: 1, messages: [] }).response, ErrorCode.INVALID_ARGUMENT);
    await expectFailure(
      up.getIceServers({ session: { id: 'x', token: 'x' } }).response,
      ErrorCode.SESSION_TOKEN_INVALID,
    );
    await expectFailure(join(up, 'no such name'), ErrorCode.INVALID_ARGUMENT);
    const ann = await join(up);
    await expectFailure(join(up), ErrorCode.ROOM_FULL);
    const connecting = up.connect();
    await connecting.requests.send({ request: { oneofKind: 'leave', leave: { mayReturn: false } } });
    await expectFailure(connecting.responses[Symbol.asyncIterator]().next(), ErrorCode.INVALID_ARGUMENT);
    expect(await up.getIceServers({ session: ann.session }).response).toBeDefined();
  });

  it.each(['Join', 'Connect'] as const)('ends a %s that was cancelled, but not the stay', async (method) => {
    const { client, bareClient, signaling } = await start({ capacity: 16 });
    const ann = await join(client());
    for (let round = 0; round < 10; round += 1) {
      const call = method === 'Join' ? bareJoin(bareClient(), 'room') : bareConnect(bareClient());
      call.on('error', () => {});
      call.resume();
      if ('write' in call) call.write(connectRequest);
      expect(await ann.next()).toMatchObject({ oneofKind: 'participantJoined' });
      const cancelledAt = performance.now();
      call.cancel();
      await vi.waitFor(() => expect(signaling.streamCount).toBe(1));
      expect(performance.now() - cancelledAt).toBeLessThan(1_000);
    }
    expect((await join(client())).welcome.participants).toHaveLength(12);
  });

  it('takes a broken connection for no leaving', async () => {
    const { client, bareClient, server, signaling } = await start();
    const ann = await join(client());
    await using relay = await startRelay(server.port);
    const call = bareConnect(bareClient(`127.0.0.1:${relay.port}`));
    call.on('error', () => {});
    call.resume();
    call.write(connectRequest);
    expect(await ann.next()).toMatchObject({ oneofKind: 'participantJoined' });
    relay.cut();
    await vi.waitFor(() => expect(signaling.streamCount).toBe(1));
    expect((await join(client())).welcome.participants).toHaveLength(3);
  });

  it('ends by its pings what has silently gone', async () => {
    const { client, bareClient, server, signaling } = await start({ keepalive: { intervalMs: 200, timeoutMs: 200 } });
    await join(client());
    await using relay = await startRelay(server.port);
    const call = bareConnect(bareClient(`127.0.0.1:${relay.port}`));
    call.on('error', () => {});
    call.resume();
    call.write(connectRequest);
    await vi.waitFor(() => expect(signaling.streamCount).toBe(2));
    relay.freeze();
    await vi.waitFor(() => expect(signaling.streamCount).toBe(1), 5_000);
    expect(GRPC_LIMITS.keepaliveIntervalMs + GRPC_LIMITS.keepaliveTimeoutMs).toBeLessThan(15_000);
  });

  it('closes in time also while a connection that its pings have cut is still ending', async () => {
    const { client, bareClient, server, signaling } = await start({ keepalive: { intervalMs: 100, timeoutMs: 100 } });
    await using relay = await startRelay(server.port);
    const call = bareConnect(bareClient(`127.0.0.1:${relay.port}`));
    call.on('error', () => {});
    call.resume();
    call.write(connectRequest);
    const ann = await join(client());
    relay.freeze();
    // Without a wait between: the stream is over, its connection is not yet.
    while (signaling.streamCount > 1) await setImmediate();
    await Promise.all([server.close(), expect(ann.next()).rejects.toBeInstanceOf(RpcError)]);
  });

  it('goes on where a stream broke off', async () => {
    const { client, signaling } = await start();
    const [up, down] = [client(), client()];
    const [ann, bob] = [await join(up), await join(down)];
    bob.cancel();
    await vi.waitFor(() => expect(signaling.streamCount).toBe(1));
    await up.send({ session: ann.session, sequence: 1, messages: [{ message: signalTo(bob.id, 'missed') }] });
    const again = await open(client(), joinRequest('room', { resume: bob.resume }));
    expect(again.first).toMatchObject({
      position: bob.resume.position,
      event: { resumed: { session: { id: bob.session.id } } },
    });
    expect(await again.next()).toMatchObject({ signalReceived: { signal: { negotiationId: 'missed' } } });
  });

  it('gives the last place to exactly one of two connections, fifty times over', async () => {
    const { client } = await start({ capacity: 2 });
    const [one, two, three] = [client(), client(), client()];
    for (let round = 0; round < 50; round += 1) {
      const ann = await join(one, `room-${round}`);
      const both = await Promise.allSettled([join(two, `room-${round}`), join(three, `room-${round}`)]);
      expect(both.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = both.find((outcome) => outcome.status === 'rejected');
      expect(refused?.reason instanceof RpcError && errorDetailOf(refused.reason)?.code).toBe(ErrorCode.ROOM_FULL);
      for (const outcome of both) if (outcome.status === 'fulfilled') outcome.value.cancel();
      ann.cancel();
    }
  }, 30_000);

  it.each([
    ['Join, complete', 'Join', JoinRequest.toBinary(joinRequest()), true],
    ['Join, half sent', 'Join', JoinRequest.toBinary(joinRequest()), false],
    ['Connect', 'Connect', ConnectRequest.toBinary(connectRequest), false],
  ])(
    'leaves nothing of a %s that is reset at any moment',
    async (_, method, body, complete) => {
      const { address, client, signaling } = await start({ capacity: 500 });
      await join(client());
      const session = http2Connect(`http://${address}`);
      const frame = Buffer.concat([Buffer.from([0, 0, 0, 0, body.length]), body]);
      for (let n = 0; n < 96; n += 1) {
        const request = session.request({
          ':method': 'POST',
          ':path': `/rtccall.v1.SignalingService/${method}`,
          'content-type': 'application/grpc',
          te: 'trailers',
        });
        request.on('error', () => {});
        if (complete) request.end(frame);
        else request.write(frame);
        for (let turn = 0; turn < n % 8; turn += 1) await setImmediate();
        request.close(constants.NGHTTP2_CANCEL);
      }
      await vi.waitFor(() => expect(signaling.streamCount).toBe(1), 10_000);
      session.destroy();
    },
    30_000,
  );

  it('passes metadata that no handler asked for', async () => {
    const { client } = await start();
    const up = client();
    const { session } = await join(up);
    const call = up.leave({ session, mayReturn: false }, { meta: { 'x-trace': ['a', 'b'], 'x-bin': 'AAEC' } });
    expect((await call.status).code).toBe('OK');
  });
});

describe('closing', () => {
  it('ends streams with a typed failure before it closes', async () => {
    const { client, signaling, server } = await start();
    const ann = await join(client());
    const failing = expectFailure(ann.next(), ErrorCode.SHUTTING_DOWN);
    signaling.close();
    await failing;
    await server.close();
    await server.close();
  });

  it('cuts what does not end by itself', async () => {
    const { client, server } = await start({ closeGraceMs: 50 });
    const ann = await join(client());
    await Promise.all([server.close(), expect(ann.next()).rejects.toBeInstanceOf(RpcError)]);
  });

  it('says when the address cannot be had', async () => {
    const { server } = await start();
    await expect(startGrpcWorld({ port: server.port })).rejects.toThrow('EADDRINUSE');
  });
});
