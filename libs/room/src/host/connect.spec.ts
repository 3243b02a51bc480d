import { type ConnectRequest, type ConnectResponse, ErrorCode, LeaveReason } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest, signalTo, testCall } from './testing/guest.ts';
import { makeSignaling } from './testing/make-signaling.ts';
import { settled } from './testing/virtual-clock.ts';

const join: ConnectRequest['request'] = { oneofKind: 'join', join: { room: 'room' } };
const leave: ConnectRequest['request'] = { oneofKind: 'leave', leave: {} };

function send(sequence: number, to: string, session?: { id: string; token: string }): ConnectRequest['request'] {
  const messages = [{ message: signalTo(to, String(sequence)) }];
  return { oneofKind: 'send', send: { sequence, messages, ...(session && { session }) } };
}

/** A request stream that a test feeds, and the responses to it. */
function connect(service: ReturnType<typeof makeSignaling>['service']) {
  const { call, cancel } = testCall();
  const queue: (ConnectRequest['request'] | 'half-close')[] = [];
  let wake = () => {};
  const requests = (async function* (): AsyncGenerator<ConnectRequest> {
    for (;;) {
      const next = queue.shift();
      if (next === 'half-close') return;
      if (next !== undefined) yield { request: next };
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  })();
  const responses = service.connect(requests, call)[Symbol.asyncIterator]();
  return {
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
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = connect(service);
    bob.say(join, send(1, ann.id), send(2, ann.id));
    expect(await bob.next()).toMatchObject({ event: { event: { oneofKind: 'welcome' } } });
    expect(await bob.next()).toMatchObject({ sent: { acknowledged: 1 } });
    expect(await bob.next()).toMatchObject({ sent: { acknowledged: 2 } });
    expect((await ann.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('1');
    expect((await ann.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('2');
  });

  it('tells the same events as the stream of Join', async () => {
    const { service } = makeSignaling();
    const bob = connect(service);
    bob.say(join);
    await bob.next();
    const ann = await Guest.join(service);
    expect(await bob.next()).toMatchObject({
      event: { event: { participantJoined: { participant: { id: ann.id } } } },
    });
  });

  it('goes on after a refused batch, whose sequence is free again', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = connect(service);
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
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = connect(service);
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
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = connect(service);
    bob.say(join, send(1, ann.id), said);
    await bob.next();
    expect(await bob.next()).toMatchObject({ sent: { acknowledged: 1 } });
    expect(await bob.next()).toBe('end');
    expect((await ann.nextOf('participantLeft')).event.participantLeft.reason).toBe(LeaveReason.LEFT);
  });

  it('leaves as disconnected when the call is cut', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = connect(service);
    bob.say(join);
    await bob.next();
    bob.cancel();
    expect((await ann.nextOf('participantLeft')).event.participantLeft.reason).toBe(LeaveReason.DISCONNECTED);
    expect(await bob.next()).toBe('end');
  });

  it.each<[string, ConnectRequest['request'] | 'half-close']>([
    ['a batch', send(1, 'x')],
    ['a leaving', leave],
    ['nothing', { oneofKind: undefined }],
    ['half-closing', 'half-close'],
  ])('does not begin with %s', async (_, said) => {
    const { service } = makeSignaling();
    const bob = connect(service);
    bob.say(said);
    const detail = await expectFailure(bob.next(), ErrorCode.INVALID_ARGUMENT);
    expect(detail.message).toBe('join: must be the first request, within 10 s.');
    expect(service.sessionCount).toBe(0);
  });

  it('does not wait for ever for the joining', async () => {
    const { service, clock } = makeSignaling();
    const failing = expectFailure(connect(service).next(), ErrorCode.INVALID_ARGUMENT);
    await clock.advance(10_000);
    await failing;
    expect(clock.timerCount).toBe(0);
  });

  it('is told at once that the server stops, also before its joining', async () => {
    const { service, clock } = makeSignaling();
    const failing = expectFailure(connect(service).next(), ErrorCode.SHUTTING_DOWN);
    await settled();
    await service.close();
    await failing;
    await expectFailure(connect(service).next(), ErrorCode.SHUTTING_DOWN);
    expect(clock.timerCount).toBe(0);
  });

  it.each<[string, ConnectRequest['request'], string]>([
    ['a second joining', join, 'request: "join" can only be the first.'],
    ['nothing', { oneofKind: undefined }, 'request: exactly one must be set.'],
  ])('fails on %s', async (_, said, message) => {
    const { service } = makeSignaling();
    const bob = connect(service);
    bob.say(join, said);
    await bob.next();
    expect((await expectFailure(bob.next(), ErrorCode.INVALID_ARGUMENT)).message).toBe(message);
    await settled();
    expect(service.sessionCount).toBe(0);
  });

  it('names the field of a joining that is refused', async () => {
    const { service } = makeSignaling();
    const bob = connect(service);
    bob.say({ oneofKind: 'join', join: { room: '' } });
    expect((await expectFailure(bob.next(), ErrorCode.INVALID_ARGUMENT)).message).toMatch(/^join\.room: /);
  });

  it('reads no further while its replies are not taken', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = connect(service);
    bob.say(join, ...Array.from({ length: 100 }, (_, n) => send(n + 1, ann.id)));
    await bob.next();
    await settled();
    expect(bob.unread()).toBeGreaterThan(95);
  });
});
