import { ErrorCode, LIMITS } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { TERMS } from '../limits.ts';
import { HOST_LIMITS } from './limits.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { VirtualClock } from '../testing/index.ts';
import { makeHost, makeTwoHosts, memoryLog } from './testing/make-host.ts';
import { heartbeatAnswer } from './testing/messages.ts';

/** Longer than anything is waited for in a room in which nobody is heard any more. */
const FOR_LONG = 60_000;

const make = (options: Parameters<typeof makeHost>[0] = {}) => {
  const clock = new VirtualClock();
  const log = memoryLog(clock);
  return { ...makeHost({ ...options, clock, log }), log };
};

describe('a room', () => {
  it('is looked after for as long as somebody is heard in it, also without a stream', async () => {
    const { host, clock, log } = make();
    const ann = await Guest.join(host);
    ann.cancel();
    for (let passed = 0; passed < 2 * FOR_LONG; passed += LIMITS.heartbeatIntervalMs) {
      await clock.advance(LIMITS.heartbeatIntervalMs);
      await ann.send(heartbeatAnswer(1));
    }
    expect(log.roomCount).toBe(1);
    await clock.advance(FOR_LONG);
    expect(log.roomCount).toBe(0);
    expect(clock.timerCount).toBe(0);
  });

  it.each([
    ['stood still', 0],
    ['stood still again and again', 3],
  ])('is looked after until nobody is left in it, also by a host that %s', async (_, times) => {
    const { host, clock, log } = make();
    const ann = await Guest.join(host);
    const bob = await Guest.join(host);
    await ann.leave({ mayReturn: true });
    ann.cancel();
    bob.cancel();
    for (let n = 0; n <= times; n += 1) {
      clock.standStill(FOR_LONG);
      await clock.advance(5_000);
    }
    expect(log.roomCount).toBe(1);
    await clock.advance(FOR_LONG);
    expect(log.roomCount).toBe(0);
    expect(clock.timerCount).toBe(0);
  });

  it('is forgotten as soon as it has ended', async () => {
    const { host, clock } = makeHost();
    const ann = await Guest.join(host);
    await ann.leave();
    expect(await ann.next()).toBe('end');
    await clock.advance(HOST_LIMITS.sweepMs);
    expect(clock.timerCount).toBe(0);
  });

  it('that goes on at another host is forgotten when every term has passed since it was heard of', async () => {
    const { one, other, clock } = makeTwoHosts({ limits: { rooms: 1 } });
    const ann = await Guest.join(one);
    void ann.live().catch(() => {});
    const lookedAfter = () => expectFailure(Guest.join(other, { room: 'another' }), ErrorCode.SERVER_BUSY);
    await ann.sendAt(other, 1, heartbeatAnswer(1));
    ann.sequence = 1;
    await lookedAfter();
    await clock.advance(TERMS.presence + TERMS.away + TERMS.place);
    await lookedAfter();
    await clock.advance(FOR_LONG);
    await Guest.join(other, { room: 'another' });
    one.close();
  });

  it('counts while it is looked after, and no newcomer is let into one more', async () => {
    const { host, clock } = makeHost({ limits: { rooms: 1 } });
    const ann = await Guest.join(host);
    ann.cancel();
    await clock.advance(LIMITS.leaseMs - 1);
    expect(host.roomCount).toBe(0);
    await expectFailure(Guest.join(host, { room: 'another' }), ErrorCode.SERVER_BUSY);
    (await ann.resume()).cancel();
    await clock.advance(FOR_LONG);
    await Guest.join(host, { room: 'another' });
  });
});

describe('many rooms', () => {
  const ROOMS = 10 * HOST_LIMITS.sweepsAtOnce;

  /** A host with a stream in each room, all begun at the same moment. */
  const makeMany = async () => {
    const world = make({ entering: { atOnce: 2 * ROOMS, everyMs: 1 } });
    for (let n = 0; n < ROOMS; n += 1) await Guest.join(world.host, { room: `room-${n}` });
    const looked: { readonly room: string; readonly at: number }[] = [];
    let answers: Promise<void> = Promise.resolve();
    const overdue = world.log.overdue.bind(world.log);
    world.log.overdue = async (room) => {
      looked.push({ room, at: world.clock.now() });
      await answers;
      return overdue(room);
    };
    const holdBack = () => {
      const gate = Promise.withResolvers<void>();
      answers = gate.promise;
      return () => gate.resolve();
    };
    return { ...world, looked, holdBack };
  };

  it.each([
    ['come at once', 0],
    ['were not looked after for a while', 10_000],
  ])('that %s are looked at once a second each, spread over it', async (_, stoodStillMs) => {
    const { clock, looked } = await makeMany();
    clock.standStill(stoodStillMs);
    await clock.advance(2 * HOST_LIMITS.sweepMs);
    looked.splice(0);
    await clock.advance(HOST_LIMITS.sweepMs);
    expect(new Set(looked.map(({ room }) => room)).size).toBe(ROOMS);
    expect(looked).toHaveLength(ROOMS);
    const within = new Map<number, number>();
    for (const { at } of looked) within.set(Math.floor(at / 100), (within.get(Math.floor(at / 100)) ?? 0) + 1);
    expect(Math.max(...within.values())).toBeLessThan(ROOMS / 5);
  });

  it('are not all looked at while the store does not answer', async () => {
    const { clock, looked, holdBack } = await makeMany();
    const answer = holdBack();
    await clock.advance(1_900);
    expect(looked).toHaveLength(HOST_LIMITS.sweepsAtOnce);
    answer();
    await clock.advance(0);
    expect(new Set(looked.map(({ room }) => room)).size).toBe(ROOMS);
  });

  it('do not keep waiting who joins, nor one whose page is closed, while the store answers slowly', async () => {
    const { host, clock, log, holdBack } = await makeMany();
    const ann = await Guest.join(host, { room: 'another' });
    await ann.leave({ mayReturn: true });
    holdBack();
    await clock.advance(1_400);
    // From now on it answers at once. What it was asked before it never does.
    holdBack()();
    const joining = Guest.join(host, { room: 'yet-another' });
    await clock.advance(0);
    await joining;
    await clock.advance(200);
    expect((await log.state('another')).room.participants).toEqual([]);
  });
});
