import { LeaveRequest, SendRequest, JoinRequest } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { grpcWebTransport } from './grpc-web-transport.ts';

/** A transport whose requests go nowhere, and what they were. */
function failing() {
  const requests: (RequestInit | undefined)[] = [];
  const transport = grpcWebTransport('https://call.example', async (_input, init) => {
    requests.push(init);
    throw new TypeError('network error');
  });
  return { transport, requests };
}

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

const { signal } = new AbortController();

describe('the transport over gRPC-Web', () => {
  it('takes the other connections of the browser for the next pool, in every call', async () => {
    const { transport, requests } = failing();
    for (const pool of [0, 1, 2, 3]) {
      await expect(drain(transport.join(JoinRequest.create(), { signal, pool }))).rejects.toThrow();
      await expect(transport.send(SendRequest.create(), { signal, pool })).rejects.toThrow();
      await expect(transport.leave(LeaveRequest.create(), { pool })).rejects.toThrow();
    }
    const modes = ['omit', 'include', 'omit', 'include'];
    expect(requests.map((init) => init?.credentials)).toEqual(modes.flatMap((mode) => [mode, mode, mode]));
  });

  it('lets a farewell outlive the page, and nothing else', async () => {
    const { transport, requests } = failing();
    await expect(transport.send(SendRequest.create(), { signal, pool: 0 })).rejects.toThrow();
    await expect(transport.leave(LeaveRequest.create(), { pool: 0 })).rejects.toThrow();
    expect(requests.map((init) => init?.keepalive ?? false)).toEqual([false, true]);
  });

  it.each([
    ['a stream that never opened', 'server-unreachable', 'join'],
    ['a batch', 'connection-lost', 'send'],
    ['a farewell', 'connection-lost', 'leave'],
  ] as const)('says of %s on the way to nobody: %s', async (_name, code, method) => {
    const { transport } = failing();
    const call = {
      join: () => drain(transport.join(JoinRequest.create(), { signal, pool: 0 })),
      send: () => transport.send(SendRequest.create(), { signal, pool: 0 }),
      leave: () => transport.leave(LeaveRequest.create(), { pool: 0 }),
    }[method];
    await expect(call()).rejects.toMatchObject({ code, retryable: true });
  });

  it('ends a stream that is given up without an error', async () => {
    const giveUp = new AbortController();
    const transport = grpcWebTransport('https://call.example', (_input, init) => {
      const { promise, reject } = Promise.withResolvers<Response>();
      init?.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
      return promise;
    });
    const ended = drain(transport.join(JoinRequest.create(), { signal: giveUp.signal, pool: 0 }));
    giveUp.abort();
    await expect(ended).resolves.toBeUndefined();
  });
});
