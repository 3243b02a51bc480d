import { type RpcInputStream, RpcError, ServerCallContextController } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, type JoinResponse, SignalingService } from '@rtc-call/contract';
import { RoomError } from '@rtc-call/room';
import { describe, expect, it } from 'vitest';
import { createLogger, silentLogger } from '../logging/logger.ts';
import type { Call } from './call.ts';
import type { SignalingHandlers } from './handlers.ts';
import { errorDetailOf, rpcFailure } from './rpc-failure.ts';
import { toSignalingService } from './signaling-service.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { joinRequest } from './testing/messages.ts';

const method = SignalingService.methods.find(({ name }) => name === 'Join');
const response: JoinResponse = { epoch: '', position: 1, previous: 0, event: { oneofKind: undefined } };

function newContext(): ServerCallContextController {
  if (method === undefined) throw new Error('There is no method Join');
  return new ServerCallContextController(method, { key: 'value' }, new Date(), () => {});
}

const unused = () => {
  throw new Error('not in this test');
};
function serviceOf(handlers: Partial<SignalingHandlers>, logger = silentLogger()) {
  return toSignalingService(
    { join: unused, send: unused, leave: unused, connect: unused, getIceServers: unused, ...handlers },
    { logger, readerPatienceMs: 50 },
  );
}

/** A door's response stream whose `send()` never settles. */
const stuck: RpcInputStream<JoinResponse> = { send: () => new Promise(() => {}), complete: async () => {} };

describe('the service over its handlers', () => {
  it('wakes a stream that is blocked in sending when the caller is gone, and lets it clean up', async () => {
    let cleanedUp = false;
    const service = serviceOf({
      async *join() {
        try {
          for (;;) yield response;
        } finally {
          cleanedUp = true;
        }
      },
    });
    const context = newContext();
    const running = service.join(joinRequest(), stuck, context);
    await new Promise((resolve) => setImmediate(resolve));
    context.notifyCancelled();
    await running;
    expect(cleanedUp).toBe(true);
  });

  it('ends a stream whose reader does not read, and lets it clean up', async () => {
    let cleanedUp = false;
    const service = serviceOf({
      async *join() {
        try {
          for (;;) yield response;
        } finally {
          cleanedUp = true;
        }
      },
    });
    await expectFailure(service.join(joinRequest(), stuck, newContext()), ErrorCode.FELL_BEHIND);
    expect(cleanedUp).toBe(true);
  });

  it('does not miss a cancellation that came before the handler', async () => {
    const seen: boolean[] = [];
    const service = serviceOf({
      async *join(_, call) {
        seen.push(call.signal.aborted);
        yield response;
      },
    });
    const context = newContext();
    context.notifyCancelled();
    await service.join(joinRequest(), stuck, context);
    expect(seen).toEqual([true]);
  });

  it('does not take the end of a call for a cancellation', async () => {
    const calls: Call[] = [];
    const service = serviceOf({
      async leave(_, call) {
        calls.push(call);
        return {};
      },
    });
    const context = newContext();
    await service.leave({ mayReturn: false }, context);
    context.notifyCancelled();
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([false]);
    expect(calls[0]?.headers).toEqual({ key: 'value' });
  });

  it('leaves no listeners on the signal, however much is sent', async () => {
    let added = 0;
    let removed = 0;
    const service = serviceOf({
      async *join(_, call) {
        const { signal } = call;
        const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
        signal.addEventListener = (...args: Parameters<typeof add>) => {
          added += 1;
          add(...args);
        };
        signal.removeEventListener = (...args: Parameters<typeof remove>) => {
          removed += 1;
          remove(...args);
        };
        for (let n = 0; n < 100; n += 1) yield response;
      },
    });
    await service.join(joinRequest(), { send: async () => {}, complete: async () => {} }, newContext());
    expect(added).toBe(100);
    expect(removed).toBe(100);
  });

  it('makes a status of what the room refuses', async () => {
    const failure = new RoomError(ErrorCode.ROOM_FULL, 'Full.');
    const service = serviceOf({
      join: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(failure) }) }),
    });
    const detail = await expectFailure(service.join(joinRequest(), stuck, newContext()), ErrorCode.ROOM_FULL);
    expect(detail).toMatchObject({ message: 'Full.', retryable: true });
  });

  it('passes on as it is what a door refuses', async () => {
    const failure = rpcFailure(ErrorCode.MESSAGE_TOO_LARGE, 'Large.');
    const service = serviceOf({
      join: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(failure) }) }),
    });
    await expect(service.join(joinRequest(), stuck, newContext())).rejects.toBe(failure);
  });

  it('logs any other failure, and tells the caller only that it is a fault of the server', async () => {
    const lines: string[] = [];
    const logger = createLogger({ format: 'json', output: { write: (line: string) => lines.push(line) } });
    const service = serviceOf(
      {
        async send() {
          throw new Error('the secret of the house');
        },
      },
      logger,
    );
    const thrown = await service.send({ sequence: 1, messages: [] }, newContext()).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(RpcError);
    if (!(thrown instanceof RpcError)) return;
    expect(errorDetailOf(thrown)?.code).toBe(ErrorCode.INTERNAL);
    expect(thrown.message).not.toContain('secret');
    expect(lines.join()).toContain('the secret of the house');
  });
});
