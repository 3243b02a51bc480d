import { LeaveRequest, SendRequest, JoinRequest } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { grpcWebTransport } from './grpc-web-transport.ts';

const SERVER = 'https://call.example';
const ELSEWHERE = 'https://page.example';

/** A transport whose requests go nowhere, and what they were. */
function failing(pageOrigin = ELSEWHERE) {
  const requests: (RequestInit | undefined)[] = [];
  const fail = async (_input: RequestInfo | URL, init?: RequestInit) => {
    requests.push(init);
    throw new TypeError('network error');
  };
  return { transport: grpcWebTransport(SERVER, fail, pageOrigin), requests };
}

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

const { signal } = new AbortController();

describe('the transport over gRPC-Web', () => {
  it.each([
    ['of another origin', ELSEWHERE, ['omit', 'include', 'omit', 'include']],
    ['that came from the server itself', SERVER, ['include', 'omit', 'include', 'omit']],
  ])('in a page %s takes the other connections of the browser for the next pool', async (_page, origin, modes) => {
    const { transport, requests } = failing(origin);
    for (const pool of [0, 1, 2, 3]) {
      await expect(drain(transport.join(JoinRequest.create(), { signal, pool }))).rejects.toThrow();
      await expect(transport.send(SendRequest.create(), { signal, pool })).rejects.toThrow();
      await expect(transport.leave(LeaveRequest.create(), { pool })).rejects.toThrow();
    }
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
    const hanging = (_input: RequestInfo | URL, init?: RequestInit) => {
      const { promise, reject } = Promise.withResolvers<Response>();
      init?.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
      return promise;
    };
    const transport = grpcWebTransport(SERVER, hanging, ELSEWHERE);
    const ended = drain(transport.join(JoinRequest.create(), { signal: giveUp.signal, pool: 0 }));
    giveUp.abort();
    await expect(ended).resolves.toBeUndefined();
  });
});
