import { GetIceServersRequest, JoinRequest, LeaveRequest, SendRequest } from '@rtc-call/contract';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { promisesSettled } from '../testing/promises-settled.ts';
import { grpcWebTransport } from './grpc-web-transport.ts';
import { ASK_AGAIN_MS, ASK_FOR_MS } from './inquiry.ts';
import type { SignalingTransport } from './signaling-transport.ts';
import { AskedServer } from './testing/asked-server.ts';

const SERVER = 'https://call.example';
const ELSEWHERE = 'https://page.example';
const ALIVE = '/rtc-call/alive';

let clock: FakeClock;
let server: AskedServer;

beforeEach(() => {
  clock = new FakeClock();
  server = new AskedServer();
});

function transportOf(pageOrigin = ELSEWHERE, fetch = server.fetch): SignalingTransport {
  return grpcWebTransport({ server: SERVER, fetch, pageOrigin, clock });
}

/** A transport whose requests go nowhere. */
const failing = () => transportOf(ELSEWHERE, () => Promise.reject(new TypeError('network error')));

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

/** Asks for a stream, which nobody answers. */
function join(transport: SignalingTransport, pool: number, signal = new AbortController().signal) {
  const error = vi.fn();
  drain(transport.join(JoinRequest.create(), { signal, pool })).catch(error);
  return { error };
}

/** Answers the last question over this way. */
async function answer(credentials: RequestCredentials): Promise<void> {
  server
    .asked(ALIVE, credentials)
    .at(-1)
    ?.answer.resolve(new Response(null, { status: 204 }));
  await promisesSettled();
}

async function fail(credentials: RequestCredentials): Promise<void> {
  server.asked(ALIVE, credentials).at(-1)?.answer.reject(new TypeError('network error'));
  await promisesSettled();
}

const joined = () => server.asked('/Join').map(({ init }) => init.credentials);
const { signal } = new AbortController();

describe('the transport over gRPC-Web', () => {
  it.each([
    ['of another origin', ELSEWHERE, 'omit'],
    ['that came from the server itself', SERVER, 'include'],
  ])('in a page %s begins over the connections that the page came over', async (_page, origin, mode) => {
    const transport = transportOf(origin);
    join(transport, 0);
    void transport.send(SendRequest.create(), { signal, pool: 0 });
    void transport.leave(LeaveRequest.create(), { pool: 0 });
    void transport.getIceServers(GetIceServersRequest.create(), { signal, pool: 0 });
    await promisesSettled();
    expect(server.requests.map(({ init }) => init.credentials)).toEqual([mode, mode, mode, mode]);
    expect(server.asked(ALIVE)).toEqual([]);
  });

  it.each(['omit', 'include'] as const)('opens the next stream over what answers first: %s', async (living) => {
    const transport = transportOf();
    join(transport, 0);
    join(transport, 1);
    await promisesSettled();
    expect(server.asked(ALIVE).map(({ init }) => init.credentials)).toEqual(['omit', 'include']);
    expect(joined()).toEqual(['omit']);
    await answer(living);
    void transport.send(SendRequest.create(), { signal, pool: 1 });
    void transport.leave(LeaveRequest.create(), { pool: 1 });
    expect([...joined(), ...server.requests.slice(-2).map(({ init }) => init.credentials)]).toEqual([
      'omit',
      ...[living, living, living],
    ]);
  });

  it('asks over the stuck way until it answers, so that it is mended before it is needed', async () => {
    join(transportOf(), 1);
    await answer('include');
    await clock.advanceAsync(5 * ASK_AGAIN_MS);
    expect(server.asked(ALIVE, 'omit')).toHaveLength(6);
    expect(server.asked(ALIVE, 'include')).toHaveLength(1);
    await answer('omit');
    await clock.advanceAsync(ASK_FOR_MS);
    expect(server.asked(ALIVE, 'omit')).toHaveLength(6);
  });

  it('counts the late answer to what an earlier try has asked', async () => {
    const transport = transportOf();
    const patience = new AbortController();
    join(transport, 1, patience.signal);
    const [early] = server.asked(ALIVE);
    patience.abort();
    await promisesSettled();
    join(transport, 2);
    early?.answer.resolve(new Response(null, { status: 204 }));
    await promisesSettled();
    expect(joined()).toEqual(['omit']);
  });

  it('fails at once when both ways do', async () => {
    const { error } = join(transportOf(), 1);
    await fail('omit');
    await fail('include');
    expect(error).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'server-unreachable', retryable: true }),
    );
    expect(clock.pending).toBe(0);
  });

  it('tries the way that failed again while the other is stuck', async () => {
    join(transportOf(), 1);
    await fail('include');
    await clock.advanceAsync(ASK_AGAIN_MS);
    await answer('include');
    expect(joined()).toEqual(['include']);
  });

  it('asks the server for no leave to call on the way around, nor for a farewell', async () => {
    const transport = transportOf();
    const callAll = async (pool: number) => {
      join(transport, pool);
      await (pool === 0 ? promisesSettled() : answer('include'));
      void transport.send(SendRequest.create(), { signal, pool });
      void transport.leave(LeaveRequest.create(), { pool });
    };
    await callAll(0);
    await callAll(1);
    await promisesSettled();
    const calls = server.requests.filter(({ url }) => !url.endsWith(ALIVE));
    const headers = calls.map(({ init }) => Object.fromEntries(new Headers(init.headers)));
    const asks = expect.objectContaining({ 'content-type': 'application/grpc-web+proto' });
    const unasked = { 'content-type': 'text/plain' };
    expect(headers).toEqual([asks, asks, unasked, unasked, unasked, unasked]);
  });

  it('lets a farewell outlive the page, and nothing else', async () => {
    const transport = transportOf();
    void transport.send(SendRequest.create(), { signal, pool: 0 });
    void transport.leave(LeaveRequest.create(), { pool: 0 });
    await promisesSettled();
    expect(server.requests.map(({ init }) => init.keepalive ?? false)).toEqual([false, true]);
  });

  it.each([
    ['a stream that never opened', 'server-unreachable', 'join'],
    ['a batch', 'connection-lost', 'send'],
    ['a farewell', 'connection-lost', 'leave'],
    ['a question for ICE servers', 'connection-lost', 'getIceServers'],
  ] as const)('says of %s on the way to nobody: %s', async (_name, code, method) => {
    const transport = failing();
    const call = {
      join: () => drain(transport.join(JoinRequest.create(), { signal, pool: 0 })),
      send: () => transport.send(SendRequest.create(), { signal, pool: 0 }),
      leave: () => transport.leave(LeaveRequest.create(), { pool: 0 }),
      getIceServers: () => transport.getIceServers(GetIceServersRequest.create(), { signal, pool: 0 }),
    }[method];
    await expect(call()).rejects.toMatchObject({ code, retryable: true });
  });

  it.each([0, 1])('ends a stream of pool %i that is given up without an error', async (pool) => {
    const giveUp = new AbortController();
    const ended = drain(transportOf().join(JoinRequest.create(), { signal: giveUp.signal, pool }));
    giveUp.abort();
    await expect(ended).resolves.toBeUndefined();
  });
});
