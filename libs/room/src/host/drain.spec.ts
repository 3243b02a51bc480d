import { ErrorCode } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { settled } from '../testing/index.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { makeHost, makeTwoHosts } from './testing/make-host.ts';
import { heartbeatAnswer, signalTo } from './testing/messages.ts';

describe('draining', () => {
  it('asks one stream after the other to resume elsewhere, spread over the time', async () => {
    const { host, clock } = makeHost();
    const guests = [];
    for (let n = 0; n < 4; n += 1) guests.push(await Guest.join(host));
    const asked: number[] = [];
    for (const guest of guests) void guest.nextOf('resumeElsewhere').then(() => asked.push(clock.now()));
    void host.drain(4_000);
    for (let ms = 0; ms < 4_000; ms += 500) await clock.advance(500);
    expect(asked).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('refuses nothing meanwhile, and takes no stream away', async () => {
    const { host, clock } = makeHost();
    const ann = await Guest.join(host);
    const draining = host.drain(1_000);
    await clock.advance(500);
    const bob = await Guest.join(host);
    await bob.send(signalTo(ann.id, '1'));
    await ann.nextOf('resumeElsewhere');
    await ann.nextOf('signalReceived');
    await clock.advance(500);
    await draining;
    await ann.send(heartbeatAnswer(1));
    expect(host.streamCount).toBe(2);
  });

  it('is over when nobody is left', async () => {
    const { one, other, clock } = makeTwoHosts();
    const guests = [await Guest.join(one), await Guest.join(one)];
    let isOver = false;
    const draining = one.drain(10_000).then(() => (isOver = true));
    await clock.advance(6_000);
    for (const guest of guests) {
      await guest.nextOf('resumeElsewhere');
      expect(isOver).toBe(false);
      const next = await guest.resume({ at: other });
      expect(next.first.event.oneofKind).toBe('resumed');
      await guest.live();
    }
    await settled();
    expect(isOver).toBe(true);
    await draining;
    await makeHost().host.drain(10_000);
  });

  it('waits also for who came while it drained', async () => {
    const { host, clock } = makeHost();
    const ann = await Guest.join(host);
    let isOver = false;
    void host.drain(10_000).then(() => (isOver = true));
    await clock.advance(0);
    const bob = await Guest.join(host);
    ann.cancel();
    await clock.advance(0);
    expect(isOver).toBe(false);
    bob.cancel();
    await clock.advance(0);
    expect(isOver).toBe(true);
    // What is left is the host's own, which looks after the room for a while.
    expect(clock.timerCount).toBe(1);
  });
});

describe('closing', () => {
  it('ends every stream, lets nobody in, and takes nobody out of a room', async () => {
    const { host, log, clock } = makeHost();
    const ann = await Guest.join(host);
    const bob = await Guest.join(host, { room: 'other' });
    host.close();
    for (const guest of [ann, bob]) await expectFailure(guest.next(), ErrorCode.SHUTTING_DOWN);
    await expectFailure(Guest.join(host), ErrorCode.SHUTTING_DOWN);
    await expectFailure(ann.resume(), ErrorCode.SHUTTING_DOWN);
    expect((await log.state('room')).room.participants).toHaveLength(1);
    expect(host).toMatchObject({ streamCount: 0, roomCount: 0 });
    expect(clock.timerCount).toBe(0);
    await ann.leave();
    expect(clock.timerCount).toBe(0);
  });
});
