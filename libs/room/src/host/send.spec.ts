import { type ClientMessage, ErrorCode, IceTransportPolicy, type Session } from '@rtc-call/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../log.ts';
import { MemoryLog } from '../memory-log.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { makeHost } from './testing/make-host.ts';
import { heartbeatAnswer, profileOf, signalTo } from './testing/messages.ts';

let world: ReturnType<typeof makeHost>;
let ann: Guest;
let bob: Guest;

beforeEach(async () => {
  world = makeHost();
  ann = await Guest.join(world.host);
  bob = await Guest.join(world.host);
});

const position = async () => (await world.log.state('room')).position;
const signalIds = async (guest: Guest, count: number) => {
  const ids: (string | undefined)[] = [];
  while (ids.length < count)
    ids.push((await guest.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId);
  return ids;
};

describe('a batch', () => {
  it('is in the log, in its order, when it is acknowledged', async () => {
    const profile = { oneofKind: 'profile', profile: profileOf(' Ann ') } as const;
    expect(await ann.send(signalTo(bob.id, '1'), profile, signalTo(bob.id, '2'))).toEqual({ acknowledged: 1 });
    expect(await signalIds(bob, 1)).toEqual(['1']);
    const updated = { participant: { id: ann.id, incarnation: ann.incarnation, profile: profileOf('Ann') } };
    expect((await bob.nextOf('participantUpdated')).event.participantUpdated).toMatchObject(updated);
    expect(await signalIds(bob, 1)).toEqual(['2']);
    expect((await ann.nextOf('participantUpdated')).event.participantUpdated).toMatchObject(updated);
  });

  it('does no harm when it is sent again', async () => {
    await ann.send(signalTo(bob.id, '1'));
    await ann.send(signalTo(bob.id, '2'));
    const before = await position();
    expect(await ann.sendAs(1, signalTo(bob.id, '1'))).toEqual({ acknowledged: 2 });
    expect(await position()).toBe(before);
  });

  it('goes in once when it is sent twice at the same time', async () => {
    const both = await Promise.all([ann.sendAs(1, signalTo(bob.id, '1')), ann.sendAs(1, signalTo(bob.id, '1'))]);
    expect(both).toEqual([{ acknowledged: 1 }, { acknowledged: 1 }]);
    await ann.sendAs(2, signalTo(bob.id, '2'));
    expect(await signalIds(bob, 2)).toEqual(['1', '2']);
  });

  it('is refused when the one before it is missing', async () => {
    const before = await position();
    const message = await expectFailure(ann.sendAs(2, signalTo(bob.id, '2')), ErrorCode.SEQUENCE_GAP);
    expect(message).toBe('sequence: 2 is not the next one. Send 1 first.');
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

  it('is not carried to another incarnation than the one it is for', async () => {
    const reloaded = await bob.reload();
    await ann.send(
      signalTo(bob.id, 'before', bob.incarnation),
      signalTo(bob.id, 'after', reloaded.incarnation),
      signalTo(bob.id, 'whichever'),
    );
    expect(await signalIds(reloaded, 2)).toEqual(['after', 'whichever']);
  });

  it('is not carried to another incarnation either when that comes while the batch goes in', async () => {
    let meanwhile = async () => {};
    class BusyLog extends MemoryLog {
      override async append(...args: Parameters<MemoryLog['append']>) {
        const run = meanwhile;
        meanwhile = async () => {};
        await run();
        return super.append(...args);
      }
    }
    const { host } = makeHost({ log: new BusyLog() });
    const cem = await Guest.join(host);
    const dia = await Guest.join(host);
    let reloaded = dia;
    meanwhile = async () => {
      reloaded = await dia.reload();
    };
    await cem.send(signalTo(dia.id, 'for the one before', dia.incarnation));
    expect(reloaded.incarnation).not.toBe(dia.incarnation);
    await cem.send(signalTo(dia.id, 'for this one', reloaded.incarnation));
    expect(await signalIds(reloaded, 1)).toEqual(['for this one']);
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
      (good) => [good, { oneofKind: 'signal', signal: { to: 'x', toIncarnation: '' } }],
      'messages[1].signal.signal: must be set.',
    ],
    [
      'a long name',
      (good) => [good, { oneofKind: 'profile', profile: profileOf('x'.repeat(81)) }],
      'messages[1].profile.display_name: must be at most 80 characters long.',
    ],
    [
      'an answer to no heartbeat',
      (good) => [good, heartbeatAnswer(0)],
      'messages[1].heartbeat_answer.id: must be the id of a heartbeat.',
    ],
  ])('with %s is refused as a whole', async (_, messages, expected) => {
    const before = await position();
    const message = await expectFailure(ann.send(...messages(signalTo(bob.id, '1'))), ErrorCode.INVALID_ARGUMENT);
    expect(message).toBe(expected);
    expect(await position()).toBe(before);
    expect(await ann.sendAs(1, signalTo(bob.id, '1'))).toEqual({ acknowledged: 1 });
  });

  it('may hold 64 messages', async () => {
    await ann.send(...Array.from({ length: 64 }, (_, n) => signalTo(bob.id, String(n))));
  });

  it('cannot signal to its own sender, nor count from 0', async () => {
    const self = await expectFailure(ann.sendAs(1, signalTo(ann.id, '1')), ErrorCode.INVALID_ARGUMENT);
    expect(self).toBe('messages[0].signal.to: must be another participant.');
    const zero = await expectFailure(ann.sendAs(0, signalTo(bob.id, '1')), ErrorCode.INVALID_ARGUMENT);
    expect(zero).toBe('sequence: must be 1 or more.');
  });
});

describe('a session', () => {
  const uses = {
    send: (session?: Session) => {
      const request = { sequence: 1, messages: [{ message: signalTo(bob.id, '1') }] };
      return world.host.send({ ...(session && { session }), ...request });
    },
    leave: (session?: Session) => world.host.leave({ ...(session && { session }), mayReturn: false }),
    getIceServers: (session?: Session) => world.host.getIceServers({ ...(session && { session }) }),
  };

  it.each(Object.keys(uses) as (keyof typeof uses)[])('is named and proved for %s', async (method) => {
    const use = uses[method];
    // A network can be tested without one.
    if (method !== 'getIceServers') {
      expect(await expectFailure(use(), ErrorCode.INVALID_ARGUMENT)).toBe('session: must be set.');
    }
    await expectFailure(use({ id: ann.session.id, token: bob.session.token }), ErrorCode.SESSION_TOKEN_INVALID);
    await expectFailure(use({ id: ann.session.id, token: '' }), ErrorCode.SESSION_TOKEN_INVALID);
    await use(ann.session);
  });

  it('that has ended is unknown, and can be left', async () => {
    await ann.leave();
    await expectFailure(ann.send(signalTo(bob.id, '1')), ErrorCode.SESSION_UNKNOWN);
    const profile = { oneofKind: 'profile', profile: profileOf('Ann') } as const;
    await expectFailure(ann.send(profile), ErrorCode.SESSION_UNKNOWN);
    await ann.leave();
  });

  it('is not harmed by what is refused', async () => {
    const forged = { id: ann.session.id, token: 'x' };
    await expectFailure(uses.send(forged), ErrorCode.SESSION_TOKEN_INVALID);
    await expectFailure(uses.leave(forged), ErrorCode.SESSION_TOKEN_INVALID);
    await ann.send(signalTo(bob.id, 'still here'));
    expect(await signalIds(bob, 1)).toEqual(['still here']);
  });

  it('gets its ICE servers again', async () => {
    expect(await uses.getIceServers(ann.session)).toEqual({ ice: ann.welcome.ice });
  });

  it('is not needed for ICE servers that are nobody’s, to test a network with', async () => {
    const asked: unknown[] = [];
    const ice = { servers: [], validForSeconds: 120, transportPolicy: IceTransportPolicy.RELAY };
    const { host } = makeHost({
      ice: (...who) => {
        asked.push(who);
        return ice;
      },
    });
    expect(await host.getIceServers({}, { peer: '192.0.2.7:50000' })).toEqual({ ice });
    expect(asked).toEqual([[null, '192.0.2.7:50000']]);
    expect(host.roomCount).toBe(0);
  });

  it('gets none when its participant is not in the room any more, or is another incarnation', async () => {
    const again = await ann.reload();
    await expectFailure(uses.getIceServers(ann.session), ErrorCode.SESSION_UNKNOWN);
    expect(await uses.getIceServers(again.session)).toEqual({ ice: ann.welcome.ice });
    await again.leave();
    await expectFailure(uses.getIceServers(again.session), ErrorCode.SESSION_UNKNOWN);
  });
});

describe('a store that cannot be reached', () => {
  it('is named to every caller', async () => {
    let isGone = false;
    class Store extends MemoryLog {
      override async state(room: string) {
        if (isGone) throw new StoreUnavailableError();
        return super.state(room);
      }
    }
    const { host } = makeHost({ log: new Store() });
    const guest = await Guest.join(host);
    isGone = true;
    const failing = [Guest.join(host), guest.resume(), guest.send(heartbeatAnswer(1)), guest.leave()];
    for (const call of failing) await expectFailure(call, ErrorCode.STORE_UNAVAILABLE);
    expect(host.streamCount).toBe(1);
    isGone = false;
    expect(await guest.sendAs(1, heartbeatAnswer(1))).toEqual({ acknowledged: 1 });
  });
});
