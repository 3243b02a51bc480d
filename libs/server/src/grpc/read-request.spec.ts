import { type Client, status } from '@grpc/grpc-js';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, LIMITS } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { STATUS_DETAILS_KEY } from '../rpc/rpc-failure.ts';
import { expectFailure } from '../signaling/testing/expect-failure.ts';
import { bareConnect, failureOf, join, joinRequest } from './testing/grpc-guest.ts';
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
      const details = error.metadata.get(STATUS_DETAILS_KEY)[0];
      const meta = details === undefined ? {} : { [STATUS_DETAILS_KEY]: Buffer.from(details).toString('base64') };
      reject(new RpcError(error.details, status[error.code], meta));
    });
  });
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

  it('ends the stream it is on, and the others are told', async () => {
    const { client, bareClient } = await start();
    const ann = await join(client());
    const call = bareConnect(bareClient());
    call.resume();
    const failure = failureOf(call);
    call.write(joinRequest);
    expect(await ann.next()).toMatchObject({ oneofKind: 'participantJoined' });
    call.write(Buffer.from([0x0a, 0xff]));
    expect(await failure).toBe(status.INVALID_ARGUMENT);
    expect(await ann.next()).toMatchObject({ oneofKind: 'participantLeft' });
  });
});
