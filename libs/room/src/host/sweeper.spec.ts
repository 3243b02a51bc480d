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

const make = () => {
  const clock = new VirtualClock();
  const log = memoryLog(clock);
  return { ...makeHost({ clock, log }), log };
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
