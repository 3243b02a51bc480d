import { type ClientMessage, ErrorCode } from '@rtc-call/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest, heartbeatAnswer, profileOf, signalTo } from './testing/guest.ts';
import { makeSignaling } from './testing/make-signaling.ts';

let world: ReturnType<typeof makeSignaling>;
let ann: Guest;
let bob: Guest;

beforeEach(async () => {
  world = makeSignaling();
  ann = await Guest.join(world.service);
  bob = await Guest.join(world.service);
});

const position = async () => (await world.log.state('room')).position;

describe('a batch', () => {
  it('is in the log, in its order, when it is acknowledged', async () => {
    const batch = [
      signalTo(bob.id, '1'),
      { oneofKind: 'profile', profile: profileOf(' Ann ') } as const,
      signalTo(bob.id, '2'),
    ];
    expect(await ann.send(...batch)).toEqual({ acknowledged: 1 });
    expect((await bob.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('1');
    const updated = { participant: { id: ann.id, profile: profileOf('Ann') } };
    expect((await bob.nextOf('participantUpdated')).event.participantUpdated).toEqual(updated);
    expect((await bob.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('2');
    expect((await ann.nextOf('participantUpdated')).event.participantUpdated).toEqual(updated);
  });

  it('does no harm when it is sent again', async () => {
    await ann.send(signalTo(bob.id, '1'));
    await ann.send(signalTo(bob.id, '2'));
    const before = await position();
    expect(await ann.sendAs(1, signalTo(bob.id, '1'))).toEqual({ acknowledged: 2 });
    expect(await position()).toBe(before);
  });

  it('goes in once when it is sent twice at the same time', async () => {
    const before = await position();
    const both = await Promise.all([ann.sendAs(1, signalTo(bob.id, '1')), ann.sendAs(1, signalTo(bob.id, '1'))]);
    expect(both).toEqual([{ acknowledged: 1 }, { acknowledged: 1 }]);
    expect(await position()).toBe(before + 1);
  });

  it('is refused when the one before it is missing', async () => {
    const before = await position();
    const detail = await expectFailure(ann.sendAs(2, signalTo(bob.id, '2')), ErrorCode.SEQUENCE_GAP);
    expect(detail.message).toBe('sequence: 2 is not the next one. Send 1 first.');
    expect(await position()).toBe(before);
    await ann.sendAs(1, signalTo(bob.id, '1'));
    await ann.sendAs(2, signalTo(bob.id, '2'));
  });

  it('is acknowledged although somebody it is for has left', async () => {
    await bob.leave();
    const before = await position();
    expect(await ann.send(signalTo(bob.id, '1'))).toEqual({ acknowledged: 1 });
    expect(await position()).toBe(before);
  });

  const unset: ClientMessage['message'] = { oneofKind: undefined };
  it.each<[string, (good: ClientMessage['message']) => ClientMessage['message'][], string]>([
    ['no message', () => [], 'messages: must hold 1 to 64 messages.'],
    ['too many', (good) => Array.from({ length: 65 }, () => good), 'messages: must hold 1 to 64 messages.'],
    ['an empty message', (good) => [good, unset], 'messages[1].message: exactly one must be set.'],
    [
      'nobody to signal to',
      (good) => [good, signalTo('', '1')],
      'messages[1].signal.to: must be the id of a participant.',
    ],
    [
      'an empty signal',
      (good) => [good, { oneofKind: 'signal', signal: { to: 'x' } }],
      'messages[1].signal.signal: must be set.',
    ],
    [
      'a long name',
      (good) => [good, { oneofKind: 'profile', profile: profileOf('x'.repeat(81)) }],
      'messages[1].profile.display_name: must be at most 80 characters long.',
    ],
    [
      'an answer to no heartbeat',
      (good) => [good, heartbeatAnswer(1)],
      'messages[1].heartbeat_answer.id: must be the id of a heartbeat of this session.',
    ],
  ])('with %s is refused as a whole', async (_, messages, message) => {
    const before = await position();
    const detail = await expectFailure(ann.send(...messages(signalTo(bob.id, '1'))), ErrorCode.INVALID_ARGUMENT);
    expect(detail.message).toBe(message);
    expect(await position()).toBe(before);
    expect(await ann.sendAs(1, signalTo(bob.id, '1'))).toEqual({ acknowledged: 1 });
  });

  it('may hold 64 messages', async () => {
    await ann.send(...Array.from({ length: 64 }, (_, n) => signalTo(bob.id, String(n))));
  });

  it('cannot signal to its own sender, nor count from 0', async () => {
    const self = await expectFailure(ann.sendAs(1, signalTo(ann.id, '1')), ErrorCode.INVALID_ARGUMENT);
    expect(self.message).toBe('messages[0].signal.to: must be another participant.');
    const zero = await expectFailure(ann.sendAs(0, signalTo(bob.id, '1')), ErrorCode.INVALID_ARGUMENT);
    expect(zero.message).toBe('sequence: must be 1 or more.');
  });
});

describe('a session', () => {
  const uses = {
    send: (session?: { id: string; token: string }) =>
      world.service.send({
        ...(session && { session }),
        sequence: 1,
        messages: [{ message: signalTo(bob.id, '1') }],
      }),
    leave: (session?: { id: string; token: string }) => world.service.leave({ ...(session && { session }) }),
    getIceServers: (session?: { id: string; token: string }) =>
      world.service.getIceServers({ ...(session && { session }) }),
  };

  it.each(Object.keys(uses) as (keyof typeof uses)[])('is named and proved for %s', async (method) => {
    const use = uses[method];
    const missing = await expectFailure(use(), ErrorCode.INVALID_ARGUMENT);
    expect(missing.message).toBe('session: must be set.');
    await expectFailure(use({ id: ann.session.id, token: bob.session.token }), ErrorCode.SESSION_TOKEN_INVALID);
    await expectFailure(use({ id: ann.session.id, token: '' }), ErrorCode.SESSION_TOKEN_INVALID);
    await use(ann.session);
  });

  it.each(['send', 'getIceServers'] as const)('that is not there is unknown to %s', async (method) => {
    await expectFailure(uses[method]({ id: 'nobody', token: 'x' }), ErrorCode.SESSION_UNKNOWN);
  });

  it('that is not there can be left', async () => {
    expect(await uses.leave({ id: 'nobody', token: 'x' })).toEqual({});
  });

  it('is not harmed by what is refused', async () => {
    await expectFailure(uses.send({ id: ann.session.id, token: 'x' }), ErrorCode.SESSION_TOKEN_INVALID);
    await expectFailure(uses.leave({ id: ann.session.id, token: 'x' }), ErrorCode.SESSION_TOKEN_INVALID);
    await ann.send(signalTo(bob.id, 'still here'));
    expect((await bob.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('still here');
  });

  it('gets its ICE servers again', async () => {
    const iceServers = [{ urls: ['stun:stun.example.org'], username: '', credential: '' }];
    const { service } = makeSignaling({ iceServers });
    const guest = await Guest.join(service);
    const { ice } = await service.getIceServers({ session: guest.session });
    expect(ice).toEqual(guest.welcome.ice);
    expect(ice?.servers).toEqual(iceServers);
  });
});
