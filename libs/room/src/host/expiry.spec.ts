import { ErrorCode, LeaveReason, LIMITS } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../log.ts';
import { MemoryLog } from '../memory-log.ts';
import { VirtualClock } from '../testing/index.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { makeHost } from './testing/make-host.ts';
import { heartbeatAnswer, signalTo } from './testing/messages.ts';
import { Watcher } from './testing/watcher.ts';

describe('a lease', () => {
  it('keeps who answers', async () => {
    const { host, clock } = makeHost();
    const [ann, bob] = [await Watcher.join(host), await Watcher.join(host)];
    await clock.advance(10 * LIMITS.leaseMs);
    expect(ann.news()).toEqual(['participantJoined']);
    host.close();
    for (const { over } of [ann, bob]) expect(await over).toMatchObject({ code: ErrorCode.SHUTTING_DOWN });
  });

  it('is over within 15 seconds of the last sign of life, and the others are told', async () => {
    const { host, clock } = makeHost();
    const ann = await Watcher.join(host);
    const bob = await Guest.join(host);
    const silent = expectFailure(bob.live('silent'), ErrorCode.SESSION_UNKNOWN);
    await clock.advance(LIMITS.leaseMs - 1);
    expect(ann.news()).toEqual(['participantJoined']);
    await clock.advance(15_000 - LIMITS.leaseMs);
    await silent;
    const participantLeft = { participantId: bob.id, reason: LeaveReason.EXPIRED };
    expect(ann.newsInFull()).toEqual([{ oneofKind: 'participantLeft', participantLeft }]);
  });

  it('is not the stream’s: a stream that is cut ends no stay, and one that stays open keeps nobody', async () => {
    const { host, clock } = makeHost();
    const ann = await Watcher.join(host);
    const cut = await Guest.join(host);
    const open = await Guest.join(host);
    const failing = expectFailure(open.live('silent'), ErrorCode.SESSION_UNKNOWN);
    cut.cancel();
    for (let second = 0; second < 20; second += 1) {
      await clock.advance(1_000);
      await cut.send(heartbeatAnswer(1));
    }
    await failing;
    expect(ann.newsInFull().slice(2)).toMatchObject([{ participantLeft: { participantId: open.id } }]);
  });

  it.each([
    ['a batch', (guest: Guest) => guest.send(signalTo('nobody', '1'))],
    ['a batch sent again', (guest: Guest) => guest.sendAs(1, heartbeatAnswer(1))],
    ['resuming', (guest: Guest) => guest.resume()],
    ['reloading', (guest: Guest) => guest.reload()],
  ])('is renewed by %s', async (_, sign) => {
    const { host, clock } = makeHost();
    const ann = await Watcher.join(host);
    const bob = await Guest.join(host);
    await bob.send(heartbeatAnswer(1));
    bob.cancel();
    await clock.advance(12_000);
    await sign(bob);
    await clock.advance(12_000);
    expect(ann.news()).not.toContain('participantLeft');
    await clock.advance(3_000);
    expect(ann.news()).toContain('participantLeft');
  });

  it('leaves nothing behind', async () => {
    const { host, clock, log } = makeHost();
    await Guest.join(host);
    (await Guest.join(host)).cancel();
    await clock.advance(60_000);
    expect(log).toMatchObject({ roomCount: 0 });
    // The stream that nobody reads is still open: cutting it is the transport's.
    expect(clock.timerCount).toBe(1);
    host.close();
    expect(clock.timerCount).toBe(0);
    expect(host).toMatchObject({ streamCount: 0, roomCount: 0 });
  });
});

describe('a host that stood still', () => {
  it('expires nobody who is there', async () => {
    const { host, clock } = makeHost();
    const guests = [await Watcher.join(host), await Watcher.join(host)];
    await clock.advance(7_300);
    clock.standStill(20_000);
    await clock.advance(60_000);
    for (const guest of guests) expect(guest.news()).not.toContain('participantLeft');
  });

  it('also when the first that it does is to look after a page that went away', async () => {
    const { host, clock } = makeHost();
    const ann = await Watcher.join(host);
    const bob = await Watcher.join(host);
    const cem = await Guest.join(host);
    await clock.advance(7_300);
    await cem.leave({ mayReturn: true });
    clock.standStill(20_000);
    await clock.advance(1_000);
    for (const { news } of [ann, bob]) expect(news).not.toContain('participantLeft');
    await clock.advance(30_000);
    const left = ann
      .newsInFull()
      .flatMap((event) => (event.oneofKind === 'participantLeft' ? [event.participantLeft] : []));
    expect(left).toEqual([{ participantId: cem.id, reason: LeaveReason.DISCONNECTED }]);
  });

  it('expires who is not, a lease later', async () => {
    const { host, clock } = makeHost();
    const ann = await Watcher.join(host);
    (await Guest.join(host)).cancel();
    clock.standStill(20_000);
    await clock.advance(LIMITS.leaseMs - 1);
    expect(ann.news()).toEqual(['participantJoined']);
    await clock.advance(2_000);
    expect(ann.news()).toEqual(['participantLeft']);
  });
});

describe('a store that could not be reached', () => {
  /** A log that can be out of reach, or slow. */
  class Store extends MemoryLog {
    isGone = false;
    answers: Promise<void> = Promise.resolve();

    override async state(room: string) {
      this.#check();
      return super.state(room);
    }

    override async overdue(room: string) {
      this.#check();
      await this.answers;
      return super.overdue(room);
    }

    #check(): void {
      if (this.isGone) throw new StoreUnavailableError();
    }
  }

  const make = async () => {
    const clock = new VirtualClock();
    const log = new Store({ now: () => clock.now() });
    const world = makeHost({ clock, log });
    const guests = [await Guest.join(world.host), await Guest.join(world.host)] as const;
    for (const guest of guests) guest.cancel();
    return { ...world, log, guests };
  };

  it('holds back what would be over since', async () => {
    const { log, clock, guests, facts } = await make();
    await clock.advance(7_000);
    for (const guest of guests) await guest.send(heartbeatAnswer(1));
    log.isGone = true;
    await clock.advance(10_000);
    for (const guest of guests) {
      await expectFailure(guest.send(heartbeatAnswer(2)), ErrorCode.STORE_UNAVAILABLE);
    }
    expect(facts.map(({ kind }) => kind)).toContain('store-unavailable');
    log.isGone = false;
    await clock.advance(LIMITS.leaseMs - 2_000);
    expect((await log.state('room')).room.participants).toHaveLength(2);
    await clock.advance(4_000);
    expect((await log.state('room')).epoch).toBe('');
  });

  it('holds it back also on a host that noticed only by its callers', async () => {
    const { log, clock, guests } = await make();
    const { host: other } = makeHost({ clock, log });
    log.isGone = true;
    await clock.advance(14_000);
    await expectFailure(guests[0].sendAt(other, 1, heartbeatAnswer(1)), ErrorCode.STORE_UNAVAILABLE);
    log.isGone = false;
    await Guest.join(other);
    await clock.advance(5_000);
    expect((await log.state('room')).room.participants).toHaveLength(guests.length + 1);
  });

  it('holds it back also when it answered late, and is asked by one sweep at a time', async () => {
    const { log, clock } = await make();
    const gate = Promise.withResolvers<void>();
    log.answers = gate.promise;
    let asked = 0;
    const overdue = log.overdue.bind(log);
    log.overdue = (room) => {
      asked += 1;
      return overdue(room);
    };
    await clock.advance(14_000);
    expect(asked).toBe(1);
    gate.resolve();
    await clock.advance(5_000);
    expect((await log.state('room')).room.participants).toHaveLength(2);
    await clock.advance(LIMITS.leaseMs);
    expect((await log.state('room')).epoch).toBe('');
  });
});

describe('a failure of the log that is none of the store', () => {
  it('is told to the operator, and ends no sweeping', async () => {
    const { host, clock, log, facts } = makeHost();
    const overdue = log.overdue.bind(log);
    (await Guest.join(host)).cancel();
    log.overdue = async () => {
      throw new Error('broken');
    };
    await clock.advance(2_000);
    expect(facts.at(-1)).toMatchObject({ kind: 'store-unavailable', room: 'room', detail: 'Error: broken' });
    log.overdue = overdue;
    await clock.advance(2 * LIMITS.leaseMs);
    expect((await log.state('room')).epoch).toBe('');
  });
});
