import { type ConnectRequest, type ConnectResponse, ErrorCode, LeaveReason } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { settled } from '../testing/index.ts';
import type { RoomHost } from './room-host.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest, testCaller } from './testing/guest.ts';
import { makeHost } from './testing/make-host.ts';
import { signalTo } from './testing/messages.ts';

const join: ConnectRequest['request'] = { oneofKind: 'join', join: { room: 'room', joinId: '' } };
const leave: ConnectRequest['request'] = { oneofKind: 'leave', leave: { mayReturn: false } };

function send(sequence: number, to: string, session?: { id: string; token: string }): ConnectRequest['request'] {
  const messages = [{ message: signalTo(to, String(sequence)) }];
  return { oneofKind: 'send', send: { sequence, messages, ...(session && { session }) } };
}

/** A request stream that a test feeds, and the responses to it. */
function connect(host: RoomHost) {
  const { caller, cancel } = testCaller();
  const state = { closed: false };
  const queue: (ConnectRequest['request'] | 'half-close')[] = [];
  let wake = () => {};
  const incoming: AsyncIterator<ConnectRequest, undefined> = {
    next: async () => {
      for (;;) {
        const next = queue.shift();
        if (next === 'half-close') return { done: true, value: undefined };
        if (next !== undefined) return { done: false, value: { request: next } };
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    return: async () => {
      state.closed = true;
      return { done: true, value: undefined };
    },
  };
  const responses = host.connect({ [Symbol.asyncIterator]: () => incoming }, caller);
  return {
    state,
    cancel,
    say: (...said: (ConnectRequest['request'] | 'half-close')[]) => {
      queue.push(...said);
      wake();
    },
    unread: () => queue.length,
    next: async (): Promise<ConnectResponse['response'] | 'end'> => {
      const next = await responses.next();
      return next.done ? 'end' : next.value.response;
    },
  };
}

describe('the bidirectional stream', () => {
  it('welcomes first, also one who does not wait for it', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = connect(host);
    bob.say(join, send(1, ann.id), send(2, ann.id));
    expect(await bob.next()).toMatchObject({ event: { event: { oneofKind: 'welcome' } } });
    expect(await bob.next()).toMatchObject({ sent: { acknowledged: 1 } });
    expect(await bob.next()).toMatchObject({ sent: { acknowledged: 2 } });
    expect((await ann.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('1');
    expect((await ann.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('2');
  });

  it('tells the same events as the stream of Join', async () => {
    const { host } = makeHost();
    const bob = connect(host);
    bob.say(join);
    await bob.next();
    const ann = await Guest.join(host);
    expect(await bob.next()).toMatchObject({
      event: { event: { participantJoined: { participant: { id: ann.id } } } },
    });
  });

  it('goes on after a refused batch, whose sequence is free again', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = connect(host);
    bob.say(join, send(1, ''), send(2, ann.id), send(1, ann.id));
    await bob.next();
    expect(await bob.next()).toMatchObject({
      refused: {
        sequence: 1,
        error: { code: ErrorCode.INVALID_ARGUMENT, message: expect.stringContaining('signal.to') },
      },
    });
    expect(await bob.next()).toMatchObject({ refused: { sequence: 2, error: { code: ErrorCode.SEQUENCE_GAP } } });
    expect(await bob.next()).toMatchObject({ sent: { acknowledged: 1 } });
  });

  it('takes a batch that names its session, and refuses another one', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = connect(host);
    bob.say(join);
    const first = await bob.next();
    const session =
      first !== 'end' && first.oneofKind === 'event' && first.event.event.oneofKind === 'welcome'
        ? first.event.event.welcome.session
        : undefined;
    bob.say(
      send(1, ann.id, session),
      send(2, ann.id, ann.session),
      send(2, ann.id, { id: ann.session.id, token: 'x' }),
    );
    const replies = [await bob.next(), await bob.next(), await bob.next()];
    expect(replies).toMatchObject([
      { sent: { acknowledged: 1 } },
      { refused: { error: { code: ErrorCode.INVALID_ARGUMENT } } },
      { refused: { error: { code: ErrorCode.SESSION_TOKEN_INVALID } } },
    ]);
  });

  it.each([
    ['leaves', leave],
    ['half-closes', 'half-close' as const],
  ])('ends well when the client %s', async (_, said) => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = connect(host);
    bob.say(join, send(1, ann.id), said);
    await bob.next();
    expect(await bob.next()).toMatchObject({ sent: { acknowledged: 1 } });
    expect(await bob.next()).toBe('end');
    expect((await ann.nextOf('participantLeft')).event.participantLeft.reason).toBe(LeaveReason.LEFT);
  });

  it('ends at once when its page goes away, whose participant leaves a little later', async () => {
    const { host, clock } = makeHost();
    const ann = await Guest.join(host);
    const bob = connect(host);
    bob.say(join, { oneofKind: 'leave', leave: { mayReturn: true } });
    await bob.next();
    expect(await bob.next()).toBe('end');
    await ann.nextOf('participantAway');
    const left = ann.nextOf('participantLeft');
    await clock.advance(2_000);
    expect((await left).event.participantLeft.reason).toBe(LeaveReason.DISCONNECTED);
  });

  it('may be cut, and be gone on with on another one, which takes the same batches', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = connect(host);
    bob.say(join, send(1, ann.id));
    const first = await bob.next();
    await bob.next();
    if (first === 'end' || first.oneofKind !== 'event' || first.event.event.oneofKind !== 'welcome') {
      throw new Error('The first response is no welcome');
    }
    const { epoch, position, event } = first.event;
    bob.cancel();
    expect(await bob.next()).toBe('end');
    expect(bob.state.closed).toBe(true);
    const again = connect(host);
    const resume = { token: event.welcome.resumeToken, epoch, position };
    again.say({ oneofKind: 'join', join: { room: 'room', joinId: '', resume } }, send(1, ann.id), send(2, ann.id));
    const replies = [await again.next(), await again.next(), await again.next()];
    expect(replies).toMatchObject([
      { event: { event: { oneofKind: 'resumed' } } },
      { sent: { acknowledged: 1 } },
      { sent: { acknowledged: 2 } },
    ]);
    for (const id of ['1', '2']) {
      expect((await ann.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe(id);
    }
  });

  it.each<[string, ConnectRequest['request'] | 'half-close']>([
    ['a batch', send(1, 'x')],
    ['a leaving', leave],
    ['nothing', { oneofKind: undefined }],
    ['half-closing', 'half-close'],
  ])('does not begin with %s', async (_, said) => {
    const { host } = makeHost();
    const bob = connect(host);
    bob.say(said);
    const message = await expectFailure(bob.next(), ErrorCode.INVALID_ARGUMENT);
    expect(message).toBe('join: must be the first request, within 10 s.');
    expect(host.streamCount).toBe(0);
  });

  it('does not wait for ever for the joining', async () => {
    const { host, clock } = makeHost();
    const failing = expectFailure(connect(host).next(), ErrorCode.INVALID_ARGUMENT);
    await clock.advance(10_000);
    await failing;
    expect(clock.timerCount).toBe(0);
  });

  it('is told at once that the server stops, also before its joining', async () => {
    const { host, clock } = makeHost();
    const failing = expectFailure(connect(host).next(), ErrorCode.SHUTTING_DOWN);
    await settled();
    host.close();
    await failing;
    await expectFailure(connect(host).next(), ErrorCode.SHUTTING_DOWN);
    expect(clock.timerCount).toBe(0);
  });

  it.each<[string, ConnectRequest['request'], string]>([
    ['a second joining', join, 'request: "join" can only be the first.'],
    ['nothing', { oneofKind: undefined }, 'request: exactly one must be set.'],
  ])('fails on %s', async (_, said, message) => {
    const { host } = makeHost();
    const bob = connect(host);
    bob.say(join, said);
    await bob.next();
    expect(await expectFailure(bob.next(), ErrorCode.INVALID_ARGUMENT)).toBe(message);
    await settled();
    expect(host.streamCount).toBe(0);
  });

  it('names the field of a joining that is refused', async () => {
    const { host } = makeHost();
    const bob = connect(host);
    bob.say({ oneofKind: 'join', join: { room: '', joinId: '' } });
    expect(await expectFailure(bob.next(), ErrorCode.INVALID_ARGUMENT)).toMatch(/^join\.room: /);
  });

  it('reads no further while its replies are not taken', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = connect(host);
    bob.say(join, ...Array.from({ length: 100 }, (_, n) => send(n + 1, ann.id)));
    await bob.next();
    await settled();
    expect(bob.unread()).toBeGreaterThan(95);
  });
});
