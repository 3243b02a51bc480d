import type { ClientMessage, JoinResponse, LeaveRequest, SendRequest } from '@rtc-call/contract';
import { describe, expect, it, vi } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { SignalingSession } from './session.driver.ts';
import { HEARTBEATS_MISSED } from './session.machine.ts';
import type { SignalingTransport } from './signaling-transport.ts';

const HEARTBEAT_MS = 5_000;
const session = { id: 's', token: 't' };
const message: ClientMessage = { message: { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id: 1 } } };
const response = (event: JoinResponse['event']): JoinResponse => ({ epoch: 'e', position: 1, previous: 1, event });
const welcome = response({
  oneofKind: 'welcome',
  welcome: {
    session,
    participantId: 'me',
    participants: [],
    capacity: 6,
    heartbeatIntervalMs: HEARTBEAT_MS,
    resumeToken: '',
  },
});
const heartbeat = response({ oneofKind: 'heartbeat', heartbeat: { id: 1 } });

/** A transport whose stream says what the test hands it, and whose batches the test answers. */
function scripted() {
  const stream = new TransformStream<JoinResponse, JoinResponse>();
  const writer = stream.writable.getWriter();
  const sends: { request: SendRequest; answer: PromiseWithResolvers<void> }[] = [];
  const leaves: LeaveRequest[] = [];
  let streamSignal: AbortSignal | null = null;
  const transport: SignalingTransport = {
    async *join(_request, signal) {
      streamSignal = signal;
      const reader = stream.readable.getReader();
      signal.addEventListener('abort', () => void reader.cancel());
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    },
    async send(request) {
      const answer = Promise.withResolvers<void>();
      sends.push({ request, answer });
      await answer.promise;
      return { acknowledged: request.sequence };
    },
    async leave(request) {
      leaves.push(request);
      return {};
    },
  };
  return { transport, writer, sends, leaves, isAborted: () => streamSignal?.aborted };
}

async function opened() {
  const server = scripted();
  const clock = new FakeClock();
  const listener = { welcome: vi.fn(), event: vi.fn(), closed: vi.fn() };
  const signaling = new SignalingSession(server.transport, clock, listener);
  void signaling.open({ room: 'room' });
  await server.writer.write(welcome);
  await vi.waitFor(() => expect(listener.welcome).toHaveBeenCalled());
  return { ...server, clock, listener, signaling };
}

describe('a signaling session', () => {
  it('takes a stream that is silent for three heartbeats for dead, and lets it go', async () => {
    const { clock, listener, isAborted } = await opened();
    clock.advance(HEARTBEAT_MS * HEARTBEATS_MISSED - 1);
    expect(listener.closed).not.toHaveBeenCalled();
    clock.advance(1);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'connection-lost' }));
    expect(isAborted()).toBe(true);
  });

  it('waits anew with everything it hears', async () => {
    const { clock, listener, writer, sends } = await opened();
    clock.advance(HEARTBEAT_MS * HEARTBEATS_MISSED - 1);
    await writer.write(heartbeat);
    await vi.waitFor(() => expect(sends).toHaveLength(1));
    clock.advance(HEARTBEAT_MS * HEARTBEATS_MISSED - 1);
    expect(listener.closed).not.toHaveBeenCalled();
  });

  it('has one batch on its way, and sends what arose meanwhile when that is acknowledged', async () => {
    const { signaling, sends } = await opened();
    for (let count = 0; count < 3; count += 1) signaling.say(message);
    expect(sends.map(({ request }) => request.messages.length)).toEqual([1]);
    sends[0]?.answer.resolve();
    await vi.waitFor(() => expect(sends).toHaveLength(2));
    expect(sends[1]?.request).toEqual({ session, sequence: 2, messages: [message, message] });
  });

  it('ends when a batch is refused, with the reason', async () => {
    const { signaling, sends, listener } = await opened();
    signaling.say(message);
    const refusal = new CallError('session-ended', 'The server does not know this session.');
    sends[0]?.answer.reject(refusal);
    await vi.waitFor(() => expect(listener.closed).toHaveBeenCalledExactlyOnceWith(refusal));
  });

  it('leaves by saying so and letting the stream go, and hears nothing more', async () => {
    const { signaling, leaves, listener, isAborted, clock } = await opened();
    signaling.leave();
    expect(leaves).toEqual([{ session }]);
    expect(isAborted()).toBe(true);
    clock.advance(HEARTBEAT_MS * HEARTBEATS_MISSED);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('is over when the server ends the stream', async () => {
    const { writer, listener } = await opened();
    await writer.close();
    await vi.waitFor(() =>
      expect(listener.closed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'connection-lost' })),
    );
  });
});
