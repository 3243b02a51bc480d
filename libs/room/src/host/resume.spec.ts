import { ErrorCode } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../testing/index.ts';
import { HOST_LIMITS } from './limits.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { makeHost, memoryLog } from './testing/make-host.ts';
import { profileOf, signalTo } from './testing/messages.ts';
import { Watcher } from './testing/watcher.ts';

/** A host whose log keeps no more than eight entries. */
function makeForgetfulHost() {
  const clock = new VirtualClock();
  return makeHost({ clock, log: memoryLog(clock, { entries: 8, bytes: 1024 * 1024 }) });
}

const readSignals = async (guest: Guest, count: number) => {
  const ids: (string | undefined)[] = [];
  while (ids.length < count)
    ids.push((await guest.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId);
  return ids;
};

describe('a stream that broke, with everything missed still kept', () => {
  it('is gone on with where it broke, each event once and in order', async () => {
    const { host, clock } = makeHost();
    const watcher = await Watcher.join(host);
    const bob = await Guest.join(host);
    const send = (id: string) => watcher.guest.send(signalTo(bob.id, id, bob.incarnation));
    await send('1');
    await send('2');
    expect(await readSignals(bob, 1)).toEqual(['1']);
    bob.cancel();
    await send('3');
    const again = await bob.resume();
    expect(again.first).toMatchObject({ epoch: bob.first.epoch, position: bob.position, previous: bob.position });
    expect(again.first.event).toMatchObject({
      resumed: { session: { id: bob.session.id }, heartbeatIntervalMs: 5000 },
    });
    await send('4');
    expect(await readSignals(again, 3)).toEqual(['2', '3', '4']);
    await clock.advance(0);
    // Nobody else has noticed.
    expect(watcher.news()).toEqual(['participantJoined']);
  });

  it('goes on in its session: what was acknowledged is known, what was not can be sent again', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = await Guest.join(host);
    await bob.send(signalTo(ann.id, '1'));
    bob.cancel();
    await bob.send(signalTo(ann.id, 'its answer was lost'));
    const again = await bob.resume();
    expect(await again.sendAs(2, signalTo(ann.id, 'its answer was lost'))).toEqual({ acknowledged: 2 });
    expect(await again.sendAs(3, signalTo(ann.id, '3'))).toEqual({ acknowledged: 3 });
    expect(await readSignals(ann, 3)).toEqual(['1', 'its answer was lost', '3']);
  });

  it('can be gone on with again and again, also before its end was noticed', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    let bob = await Guest.join(host);
    for (const id of ['1', '2', '3']) {
      await ann.send(signalTo(bob.id, id));
      const earlier = bob;
      bob = await bob.resume();
      // The older stream ends by itself once it comes to the newer one.
      expect(await readSignals(earlier, 1)).toEqual([id]);
      expect(await earlier.next()).toBe('end');
      expect(await readSignals(bob, 1)).toEqual([id]);
    }
    expect(host.streamCount).toBe(2);
  });

  it('misses no leaving that happened meanwhile', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = await Guest.join(host);
    bob.cancel();
    await ann.leave();
    const cem = await Guest.join(host);
    const again = await bob.resume();
    expect((await again.nextOf('participantLeft')).event.participantLeft.participantId).toBe(ann.id);
    expect((await again.nextOf('participantJoined')).event.participantJoined.participant?.id).toBe(cem.id);
  });

  it('is not begun anew by a joining that says another profile: that comes by its batches', async () => {
    const { host, log } = makeHost();
    const bob = await Guest.join(host, { profile: profileOf('Bob') });
    await bob.resume({ profile: profileOf('Robert') });
    expect((await log.state('room')).room.participants[0]?.profile).toEqual(profileOf('Bob'));
  });
});

describe('a stream that broke, with something missed no longer kept', () => {
  it('begins with a welcome to the same incarnation, and a new session', async () => {
    const { host, clock } = makeForgetfulHost();
    const watcher = await Watcher.join(host);
    const bob = await Guest.join(host, { profile: profileOf('Bob') });
    bob.cancel();
    const cem = await Guest.join(host);
    await cem.leave();
    for (let n = 0; n < 20; n += 1) await watcher.guest.send(signalTo(bob.id, String(n)));
    await bob.send(signalTo(watcher.guest.id, 'sent before'));
    await clock.advance(0);
    watcher.news();

    const again = await bob.resume({ profile: profileOf('Robert') });
    expect(again.welcome.participants.map(({ id }) => id)).toEqual([watcher.guest.id, bob.id]);
    expect(again.welcome.participants[1]).toEqual({
      ...bob.welcome.participants[1],
      profile: profileOf('Robert'),
    });
    expect(again.session.id).not.toBe(bob.session.id);
    await clock.advance(0);
    // It may not have seen what it was told: that is to be said again.
    expect(watcher.newsInFull()).toEqual([
      { oneofKind: 'participantReturned', participantReturned: { participant: again.welcome.participants[1] } },
    ]);
  });

  it('forgets the batches of the session before it, also those that come late', async () => {
    const { host, log } = makeForgetfulHost();
    const ann = await Guest.join(host);
    const bob = await Guest.join(host);
    for (let n = 0; n < 20; n += 1) await ann.send(signalTo(bob.id, String(n)));
    const again = await bob.resume();
    const { position } = await log.state('room');
    await expectFailure(bob.sendAs(1, signalTo(ann.id, 'late')), ErrorCode.SESSION_UNKNOWN);
    expect((await log.state('room')).position).toBe(position);
    expect(await again.send(signalTo(ann.id, 'new'))).toEqual({ acknowledged: 1 });
    await expectFailure(bob.sendAs(1, signalTo(ann.id, 'late')), ErrorCode.SESSION_UNKNOWN);
    expect(await again.sendAs(1, signalTo(ann.id, 'new'))).toEqual({ acknowledged: 1 });
  });

  it('is how a reader that was too slow goes on', async () => {
    const { host } = makeForgetfulHost();
    const ann = await Guest.join(host);
    const slow = await Guest.join(host);
    for (let n = 0; n < 20; n += 1) await ann.send(signalTo(slow.id, String(n)));
    await expectFailure(slow.live(), ErrorCode.FELL_BEHIND);
    expect(host.streamCount).toBe(1);
    const again = await slow.resume();
    expect(again.incarnation).toBe(slow.incarnation);
    await ann.send(signalTo(slow.id, 'now'));
    expect(await readSignals(again, 1)).toEqual(['now']);
  });

  it('is also how one goes on whose position cannot be', async () => {
    const { host } = makeHost();
    const bob = await Guest.join(host);
    const resume = { token: bob.resumeToken, epoch: bob.first.epoch, position: bob.position + 100 };
    const again = await bob.resume({ resume });
    expect(again.incarnation).toBe(bob.incarnation);
  });
});

describe('a token that is old', () => {
  const make = async (ageMs: number) => {
    let unixTimeMs = Date.UTC(2030, 0, 1);
    const world = makeHost({ unixTimeMs: () => unixTimeMs });
    const watcher = await Watcher.join(world.host);
    const guest = await Guest.join(world.host);
    guest.cancel();
    const bob = await guest.resume();
    bob.cancel();
    unixTimeMs += ageMs;
    return { ...world, watcher, bob };
  };

  it.each([
    ['good for as long as it may be', HOST_LIMITS.ticketMs, true],
    ['not good for longer', HOST_LIMITS.ticketMs + 1_000, false],
  ])('is %s', async (_, ageMs, isGood) => {
    const { clock, bob } = await make(ageMs);
    await clock.advance(15_000);
    const again = await bob.reload();
    expect(again.welcome.participants).toHaveLength(2);
    expect(again.welcome.participantId === bob.id).toBe(isGood);
  });

  it('is good for whoever is still in the room, and is replaced by another one', async () => {
    const { clock, watcher, bob } = await make(HOST_LIMITS.ticketMs + 1_000);
    const again = await bob.resume();
    expect(again.first.event.oneofKind).toBe('resumed');
    again.cancel();
    await clock.advance(15_000);
    const back = await again.reload();
    expect(back.welcome.participantId).toBe(bob.id);
    await clock.advance(0);
    expect(watcher.news()).toEqual(['participantJoined', 'participantLeft', 'participantJoined']);
  });
});

describe('one who was taken out of the room', () => {
  it('is told so, and comes back with its id and seat as another incarnation', async () => {
    const { host, clock } = makeHost();
    const watcher = await Watcher.join(host);
    const bob = await Guest.join(host);
    const living = expectFailure(bob.live('silent'), ErrorCode.SESSION_UNKNOWN);
    await clock.advance(15_000);
    await living;
    const again = await bob.resume();
    expect(again.id).toBe(bob.id);
    expect(again.incarnation).not.toBe(bob.incarnation);
    expect(again.welcome.participants[1]?.seat).toBe(2);
    await clock.advance(0);
    expect(watcher.news()).toEqual(['participantJoined', 'participantLeft', 'participantJoined']);
  });

  it('has no place while the room is full', async () => {
    const { host, clock } = makeHost({ capacity: 2 });
    await Watcher.join(host);
    const bob = await Guest.join(host);
    bob.cancel();
    await clock.advance(15_000);
    await Guest.join(host);
    await expectFailure(bob.resume(), ErrorCode.ROOM_FULL);
  });
});
