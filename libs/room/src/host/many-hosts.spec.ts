import { ErrorCode } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { TERMS } from '../limits.ts';
import { HOST_LIMITS } from './limits.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { makeHost, makeTwoHosts } from './testing/make-host.ts';
import { signalTo } from './testing/messages.ts';
import { Watcher } from './testing/watcher.ts';

describe('two hosts over one log', () => {
  it('hold one room', async () => {
    const { one, other } = makeTwoHosts();
    const ann = await Guest.join(one);
    const bob = await Guest.join(other);
    expect((await ann.nextOf('participantJoined')).event.participantJoined.participant?.id).toBe(bob.id);
    await bob.send(signalTo(ann.id, '1'));
    expect((await ann.nextOf('signalReceived')).event.signalReceived.from).toBe(bob.id);
    await bob.leave({ at: one });
    expect(await bob.next()).toBe('end');
    await ann.nextOf('participantLeft');
  });

  it('take the batches of a stream at either, each once', async () => {
    const { one, other } = makeTwoHosts();
    const ann = await Guest.join(one);
    const bob = await Guest.join(one);
    expect(await ann.sendAt(other, 1, signalTo(bob.id, '1'))).toEqual({ acknowledged: 1 });
    expect(await ann.sendAt(one, 1, signalTo(bob.id, '1'))).toEqual({ acknowledged: 1 });
    const twice = [ann.sendAt(one, 2, signalTo(bob.id, '2')), ann.sendAt(other, 2, signalTo(bob.id, '2'))];
    expect(await Promise.all(twice)).toEqual([{ acknowledged: 2 }, { acknowledged: 2 }]);
    await ann.sendAt(one, 3, signalTo(bob.id, '3'));
    for (const id of ['1', '2', '3']) {
      expect((await bob.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe(id);
    }
    expect(await other.getIceServers({ session: ann.session })).toEqual({ ice: ann.welcome.ice });
  });

  it('never give the last place away twice', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { one, other, log } = makeTwoHosts({ capacity: 2 });
      await Guest.join(one);
      const both = await Promise.allSettled([Guest.join(one), Guest.join(other)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await log.state('room')).room.participants).toHaveLength(2);
    }
  });

  it('end the older stream of one who opens the next at the other', async () => {
    const { one, other } = makeTwoHosts();
    const ann = await Guest.join(one);
    const again = await ann.resume({ at: other });
    expect(again.first.event.oneofKind).toBe('resumed');
    expect(await ann.next()).toBe('end');
    expect([one.streamCount, other.streamCount]).toEqual([0, 1]);
  });

  it('let one go on at the other when the first is gone, without losing or doubling anything', async () => {
    const { one, other, clock } = makeTwoHosts();
    const watcher = await Watcher.join(other);
    const bob = await Guest.join(one);
    await watcher.guest.send(signalTo(bob.id, '1'));
    expect((await bob.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('1');
    await bob.send(signalTo(watcher.guest.id, 'its answer was lost'));
    await watcher.guest.send(signalTo(bob.id, '2'));
    one.close();
    await expectFailure(bob.live(), ErrorCode.SHUTTING_DOWN);
    const again = await bob.resume({ at: other });
    expect(await again.sendAs(1, signalTo(watcher.guest.id, 'its answer was lost'))).toEqual({ acknowledged: 1 });
    await clock.advance(0);
    expect(watcher.news()).toEqual(['participantJoined', 'signalReceived']);
    const signal = await again.nextOf('signalReceived');
    expect(signal.event.signalReceived.signal?.negotiationId).toBe('2');
    let isMore = false;
    void again.next().then(() => (isMore = true));
    await clock.advance(1_000);
    expect(isMore).toBe(false);
  });

  it('both look after a room, and tell of an absence once', async () => {
    const { one, other, clock } = makeTwoHosts();
    const [ann, bob] = [await Watcher.join(one), await Watcher.join(other)];
    const cem = await Guest.join(one);
    const dia = await Guest.join(other);
    cem.cancel();
    await dia.leave({ mayReturn: true });
    await clock.advance(60_000);
    for (const watcher of [ann, bob]) {
      expect(watcher.news().filter((kind) => kind === 'participantLeft')).toHaveLength(2);
    }
  });

  it('take out who was in the room with a host that is gone, once they have looked after it for a lease', async () => {
    const { one, other, clock } = makeTwoHosts();
    await Guest.join(one);
    one.close();
    await clock.advance(60_000);
    const bob = await Watcher.join(other);
    await clock.advance(TERMS.presence - HOST_LIMITS.sweepMs);
    expect(bob.news()).not.toContain('participantLeft');
    await clock.advance(2 * HOST_LIMITS.sweepMs);
    expect(bob.news()).toContain('participantLeft');
  });

  it('leave those who could not reach their store the time to come, also one that had no need of it', async () => {
    const { one, other, clock, log } = makeTwoHosts();
    const guests = [await Guest.join(one), await Guest.join(one)];
    // What a host that serves nobody sees of a store that is away: nothing.
    one.close();
    await clock.advance(TERMS.presence + 3_000);
    expect((await log.state('room')).room.participants).toHaveLength(2);
    for (const guest of guests) {
      const again = await guest.resume({ at: other });
      expect(again.first.event.oneofKind).toBe('resumed');
      await clock.advance(3_000);
    }
  });

  it('leave those who have no host for a moment the time to come, when one begins', async () => {
    const { one, clock, log } = makeTwoHosts();
    const guests = [await Guest.join(one), await Guest.join(one)];
    await clock.advance(1_000);
    one.close();
    await clock.advance(60_000);
    const { host: next } = makeHost({ clock, log });
    for (const guest of guests) {
      const again = await guest.resume({ at: next });
      expect(again.first.event.oneofKind).toBe('resumed');
      await clock.advance(3_000);
    }
  });
});
