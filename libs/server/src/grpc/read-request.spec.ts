import { on } from 'node:events';
import { type Client, type ServiceError, status } from '@grpc/grpc-js';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, LIMITS } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { STATUS_DETAILS_KEY } from '../rpc/rpc-failure.ts';
import { expectFailure } from '../rpc/testing/expect-failure.ts';
import { signalTo } from '../rpc/testing/messages.ts';
import { bareConnect, failureOf, join, connectRequest } from './testing/grpc-guest.ts';
import { grpcWorlds } from './testing/grpc-world.ts';

const start = grpcWorlds();

/** Sends bytes as a Leave and rejects with the failure. */
function leaveWith(client: Client, bytes: Buffer): Promise<void> {
  const path = '/rtccall.v1.SignalingService/Leave';
  const encode = () => bytes;
  const decode = () => ({});
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, encode, decode, {}, (error) => {
      if (error === null) return resolve();
      reject(toRpcError(error));
    });
  });
}

function toRpcError({ code, details, metadata }: ServiceError): RpcError {
  const [packed] = metadata.get(STATUS_DETAILS_KEY);
  const meta = packed === undefined ? {} : { [STATUS_DETAILS_KEY]: Buffer.from(packed).toString('base64') };
  return new RpcError(details, status[code], meta);
}

describe('a request that cannot be', () => {
  it('because it is too large is refused with a detail, or by its size alone', async () => {
    const client = (await start()).bareClient();
    const large = leaveWith(client, Buffer.alloc(LIMITS.messageBytes + 1));
    const detail = await expectFailure(large, ErrorCode.MESSAGE_TOO_LARGE);
    expect(detail.message).toBe('The message has 65537 bytes; the server takes 65536.');
    const huge = leaveWith(client, Buffer.alloc(2 * 1024 * 1024));
    await expect(huge).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
  });

  it('because it is malformed is refused with a detail', async () => {
    const malformed = leaveWith((await start()).bareClient(), Buffer.from([0x0a, 0xff]));
    const detail = await expectFailure(malformed, ErrorCode.INVALID_ARGUMENT);
    expect(detail.message).toBe('The message is no rtccall.v1.LeaveRequest.');
  });

  it('ends the stream it is on, but not the stay', async () => {
    const { client, bareClient, signaling } = await start();
    const ann = await join(client());
    const call = bareConnect(bareClient());
    call.resume();
    const failure = failureOf(call);
    call.write(connectRequest);
    expect(await ann.next()).toMatchObject({ oneofKind: 'participantJoined' });
    call.write(Buffer.from([0x0a, 0xff]));
    expect(await failure).toBe(status.INVALID_ARGUMENT);
    expect(signaling.streamCount).toBe(1);
    expect((await join(client())).welcome.participants).toHaveLength(3);
  });

  it('ends no other stream of its connection', async () => {
    const { bareClient, signaling } = await start();
    const client = bareClient();
    const [ann, bob] = [bareConnect(client), bareConnect(client)];
    const told = on(ann, 'data');
    ann.write(connectRequest);
    expect((await told.next()).value).toMatchObject([{ response: { event: { event: { oneofKind: 'welcome' } } } }]);
    const failing = new Promise<never>((_, reject) => {
      bob.on('error', (error: ServiceError) => reject(toRpcError(error)));
    });
    bob.resume();
    bob.write(connectRequest);
    const joined = { event: { event: { oneofKind: 'participantJoined' } } };
    expect((await told.next()).value).toMatchObject([{ response: joined }]);

    bob.write(Buffer.alloc(LIMITS.messageBytes + 1));
    const detail = await expectFailure(failing, ErrorCode.MESSAGE_TOO_LARGE);
    expect(detail.message).toBe('The message has 65537 bytes; the server takes 65536.');
    ann.write({ request: { oneofKind: 'send', send: { sequence: 1, messages: [{ message: signalTo('x', '1') }] } } });
    expect((await told.next()).value).toMatchObject([{ response: { sent: { acknowledged: 1 } } }]);
    expect(signaling.streamCount).toBe(1);
    ann.end();
  });
});
