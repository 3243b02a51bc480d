import { ErrorCode, LeaveReason } from '@rtc-call/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { makeHost } from './testing/make-host.ts';
import { signalTo } from './testing/messages.ts';
import { Watcher } from './testing/watcher.ts';

let world: ReturnType<typeof makeHost>;
let watcher: Watcher;

beforeEach(async () => {
  world = makeHost({ capacity: 2 });
  watcher = await Watcher.join(world.host);
});

/** Somebody whose coming the watcher has been told. */
const come = async () => {
  const guest = await Guest.join(world.host);
  await world.clock.advance(0);
  expect(watcher.news()).toEqual(['participantJoined']);
  return guest;
};
const roster = async () => (await world.log.state('room')).room;

describe('leaving', () => {
  it('tells the others at once, and ends the stream', async () => {
    const bob = await come();
    await bob.leave();
    expect(await bob.next()).toBe('end');
    await world.clock.advance(0);
    const participantLeft = { participantId: bob.id, reason: LeaveReason.LEFT };
    expect(watcher.newsInFull()).toEqual([{ oneofKind: 'participantLeft', participantLeft }]);
    await expectFailure(bob.send(signalTo(watcher.guest.id, '1')), ErrorCode.SESSION_UNKNOWN);
  });

  it('a second time does nothing', async () => {
    const bob = await come();
    await bob.leave();
    await bob.leave();
    await bob.leave({ mayReturn: true });
    await world.clock.advance(0);
    expect(watcher.news()).toEqual(['participantLeft']);
    expect((await roster()).kept).toEqual([]);
  });

  it('for good keeps no place', async () => {
    await (await come()).leave();
    await Guest.join(world.host);
  });

  it.each([
    ['before the room has settled', 0],
    ['in a room that has settled', 6_000],
  ])('for good keeps no seat %s: who comes back to a room where it is taken gets another', async (_, afterMs) => {
    world = makeHost();
    const ann = await Watcher.join(world.host);
    const bob = await Guest.join(world.host);
    await world.clock.advance(afterMs);
    await bob.leave();
    const cem = await Guest.join(world.host);
    const again = await bob.resume();
    expect(again.welcome.participants.map(({ seat }) => seat)).toEqual([1, 2, 3]);
    expect(again.welcome.participants.map(({ id }) => id)).toEqual([ann.guest.id, cem.id, bob.id]);
  });

  it('leaves nothing behind once everybody has', async () => {
    const bob = await come();
    await bob.leave();
    await watcher.guest.leave();
    expect(await watcher.over).toBe('end');
    expect(await bob.next()).toBe('end');
    expect(world.log).toMatchObject({ roomCount: 0 });
    expect(world.host).toMatchObject({ roomCount: 0, streamCount: 0 });
    await world.clock.advance(60_000);
    expect(world.clock.timerCount).toBe(0);
  });
});

describe('a page that is closed', () => {
  it('is away at once, and has left after a second and a half', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    bob.cancel();
    await world.clock.advance(0);
    expect(watcher.newsInFull()).toEqual([
      { oneofKind: 'participantAway', participantAway: { participantId: bob.id } },
    ]);
    expect((await roster()).participants.map(({ away }) => away)).toEqual([false, true]);
    await world.clock.advance(1_499);
    expect(watcher.news()).toEqual([]);
    await world.clock.advance(51);
    const participantLeft = { participantId: bob.id, reason: LeaveReason.DISCONNECTED };
    expect(watcher.newsInFull()).toEqual([{ oneofKind: 'participantLeft', participantLeft }]);
  });

  it('keeps its place for 15 seconds against others, and then no longer', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    await world.clock.advance(16_000);
    await expectFailure(Guest.join(world.host), ErrorCode.ROOM_FULL);
    await world.clock.advance(2_000);
    await Guest.join(world.host);
  });

  it('that was the last one leaves nothing behind', async () => {
    await watcher.guest.leave({ mayReturn: true });
    watcher.guest.cancel();
    await world.clock.advance(60_000);
    expect(world.log).toMatchObject({ roomCount: 0 });
    expect(world.clock.timerCount).toBe(0);
  });

  it('is told of to who comes in between', async () => {
    world = makeHost();
    const ann = await Guest.join(world.host);
    await ann.leave({ mayReturn: true });
    const bob = await Guest.join(world.host);
    expect(bob.welcome.participants.map(({ away }) => away)).toEqual([true, false]);
  });
});

describe('a page that is reloaded', () => {
  it('is back as the same participant, and nobody is told that it left', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    bob.cancel();
    await world.clock.advance(1_000);
    const again = await bob.reload();
    expect(again.id).toBe(bob.id);
    expect(again.incarnation).not.toBe(bob.incarnation);
    const [first, second] = again.welcome.participants;
    expect(second).toMatchObject({ id: bob.id, seat: 2, away: false });
    await world.clock.advance(5_000);
    const [away, returned, ...rest] = watcher.newsInFull();
    expect(away).toMatchObject({ oneofKind: 'participantAway' });
    expect(returned).toEqual({ oneofKind: 'participantReturned', participantReturned: { participant: second } });
    expect(rest).toEqual([]);
    // Who arrived later offers the link.
    expect(second?.arrived).toBeGreaterThan(first?.arrived ?? NaN);
  });

  it('needs no farewell: a crash that is over at once looks the same, but for the absence', async () => {
    const bob = await come();
    bob.cancel();
    const again = await bob.reload();
    expect(again.id).toBe(bob.id);
    await world.clock.advance(0);
    expect(watcher.news()).toEqual(['participantReturned']);
  });

  it('can try its joining again', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    const lost = await bob.reload();
    const again = await lost.retry();
    expect(again.incarnation).toBe(lost.incarnation);
    expect(again.welcome.participants).toHaveLength(2);
    await again.send(signalTo(watcher.guest.id, '1'));
  });

  it('in no hurry leaves, and comes again with its id, seat and place although the room is full', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    await world.clock.advance(14_000);
    expect(watcher.news()).toEqual(['participantAway', 'participantLeft']);
    await expectFailure(Guest.join(world.host), ErrorCode.ROOM_FULL);
    const again = await bob.reload();
    expect(again.id).toBe(bob.id);
    expect(again.incarnation).not.toBe(bob.incarnation);
    expect(again.welcome.participants[1]).toMatchObject({ id: bob.id, seat: 2 });
    expect((await roster()).kept).toEqual([]);
    await world.clock.advance(60_000);
    expect(watcher.news().slice(0, 1)).toEqual(['participantJoined']);
  });

  it('is not harmed by a farewell of the page before it that comes late', async () => {
    const bob = await come();
    const again = await bob.reload();
    await bob.leave({ mayReturn: true });
    await bob.leave();
    await world.clock.advance(5_000);
    expect(watcher.news()).toEqual(['participantReturned']);
    await again.send(signalTo(watcher.guest.id, '1'));
  });

  it('ends the stream, the session and the token of the page before it', async () => {
    const bob = await come();
    await bob.reload();
    await expectFailure(bob.next(), ErrorCode.SUPERSEDED);
    await expectFailure(bob.send(signalTo(watcher.guest.id, '1')), ErrorCode.SESSION_UNKNOWN);
    await expectFailure(bob.resume(), ErrorCode.SUPERSEDED);
    await expectFailure(bob.reload(), ErrorCode.SUPERSEDED);
    await expectFailure(bob.retry(), ErrorCode.SUPERSEDED);
  });

  it('twice, the second time before it was answered, is back with the token that it had', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    bob.cancel();
    const between = await bob.reload();
    between.cancel();
    const again = await between.reloadAgain();
    expect(again.id).toBe(bob.id);
    expect(new Set([bob, between, again].map(({ incarnation }) => incarnation)).size).toBe(3);
    // What the page between had asked for comes late, and changes nothing.
    await expectFailure(between.retry(), ErrorCode.SUPERSEDED);
    await world.clock.advance(5_000);
    expect(watcher.news()).toEqual(['participantAway', 'participantReturned', 'participantReturned']);
  });

  it('is not brought back by a joining of the page that went away', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    await expectFailure(bob.retry(), ErrorCode.SUPERSEDED);
    await world.clock.advance(5_000);
    expect(watcher.news()).toEqual(['participantAway', 'participantLeft']);
  });
});

describe('a page that went away and is back as it was', () => {
  it('goes on where it was, and the others are told that it is back', async () => {
    const bob = await come();
    await bob.send(signalTo(watcher.guest.id, '1'));
    await bob.leave({ mayReturn: true });
    const again = await bob.resume();
    expect(again.first.event.oneofKind).toBe('resumed');
    expect(await again.send(signalTo(watcher.guest.id, '2'))).toEqual({ acknowledged: 2 });
    await world.clock.advance(3_000);
    const [, , returned, ...rest] = watcher.newsInFull();
    expect(returned).toMatchObject({
      participantReturned: { participant: { id: bob.id, incarnation: bob.incarnation, away: false } },
    });
    expect(rest).toMatchObject([{ oneofKind: 'signalReceived' }]);
  });

  it('too late is another incarnation', async () => {
    const bob = await come();
    await bob.leave({ mayReturn: true });
    await world.clock.advance(3_000);
    await expectFailure(bob.live(), ErrorCode.SESSION_UNKNOWN);
    const again = await bob.resume();
    expect(again.id).toBe(bob.id);
    expect(again.incarnation).not.toBe(bob.incarnation);
    await world.clock.advance(0);
    expect(watcher.news()).toEqual(['participantAway', 'participantLeft', 'participantJoined']);
  });

  it('is not harmed by its own farewell that comes late', async () => {
    const bob = await come();
    const again = await bob.resume();
    await bob.leave({ mayReturn: true });
    await world.clock.advance(5_000);
    expect(watcher.news()).toEqual([]);
    await again.send(signalTo(watcher.guest.id, '1'));
    await again.leave({ mayReturn: true });
    await world.clock.advance(0);
    expect(watcher.news()).toEqual(['signalReceived', 'participantAway']);
  });

  it('leaves for good with any token of its session', async () => {
    const bob = await come();
    await bob.resume();
    await bob.leave();
    await world.clock.advance(0);
    expect(watcher.news()).toEqual(['participantLeft']);
  });
});
