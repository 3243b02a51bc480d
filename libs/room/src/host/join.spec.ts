import { ErrorCode, IceTransportPolicy } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { MemoryLog } from '../memory-log.ts';
import { settled } from '../testing/index.ts';
import { HOST_LIMITS } from './limits.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest, testCaller } from './testing/guest.ts';
import { makeHost } from './testing/make-host.ts';
import { profileOf, signalTo } from './testing/messages.ts';

describe('joining', () => {
  it('begins with a welcome', async () => {
    const ice = {
      servers: [{ urls: ['stun:stun.example.org'], username: '', credential: '' }],
      validForSeconds: 60,
      transportPolicy: IceTransportPolicy.UNSPECIFIED,
    };
    const { host } = makeHost({ capacity: 4, ice: () => ice });
    const ann = await Guest.join(host, { profile: profileOf('  Ann ') });
    expect(ann.welcome).toMatchObject({
      participants: [{ id: ann.id, profile: profileOf('Ann'), seat: 1, away: false }],
      capacity: 4,
      ice,
      heartbeatIntervalMs: 5000,
      rosterSettled: false,
    });
    expect(ann.incarnation).not.toBe('');
    expect(ann.welcome.resumeToken).not.toBe('');
    expect(ann.session.token).not.toBe('');
    expect(ann.first.previous).toBe(0);
    expect(ann.first.epoch).not.toBe('');
  });

  it('shows who is there in the order of seats, and tells those who were there before', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host, { profile: profileOf('Ann') });
    const bob = await Guest.join(host, { profile: profileOf('Bob') });
    const [first, second] = bob.welcome.participants;
    expect(bob.welcome.participants.map(({ id, seat }) => [id, seat])).toEqual([
      [ann.id, 1],
      [bob.id, 2],
    ]);
    expect(second?.arrived).toBeGreaterThan(first?.arrived ?? NaN);
    const told = await ann.nextOf('participantJoined');
    expect(told.event.participantJoined.participant).toEqual(second);
    expect(told).toMatchObject({ epoch: ann.first.epoch, previous: ann.first.position });
  });

  it('keeps rooms apart', async () => {
    const { host } = makeHost();
    await Guest.join(host, { room: 'one' });
    const other = await Guest.join(host, { room: 'two' });
    expect(other.welcome.participants).toHaveLength(1);
    expect(host.roomCount).toBe(2);
  });

  it('takes one with a token that is none of this room as a new participant', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const elsewhere = await Guest.join(host, { room: 'elsewhere' });
    for (const token of ['x', elsewhere.resumeToken]) {
      const again = await Guest.join(host, { resume: { token, epoch: ann.first.epoch, position: 1 } });
      expect([ann.id, elsewhere.id]).not.toContain(again.id);
    }
    expect((await Guest.join(host)).welcome.participants).toHaveLength(4);
  });

  it('tries again as the same participant, when its answer was lost', async () => {
    const { host } = makeHost();
    const watching = await Guest.join(host);
    const lost = await Guest.join(host);
    const ann = await lost.retry();
    expect(ann.id).toBe(lost.id);
    expect(ann.incarnation).toBe(lost.incarnation);
    expect(ann.welcome.participants).toHaveLength(2);
    expect(await lost.next()).toBe('end');
    await ann.send(signalTo(watching.id, '1'));
    await expectFailure(lost.send(signalTo(watching.id, 'late')), ErrorCode.SESSION_UNKNOWN);
    expect((await watching.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('1');
  });

  it('without a join id is another participant each time', async () => {
    const { host } = makeHost();
    const [ann, again] = [await Guest.join(host, { joinId: '' }), await Guest.join(host, { joinId: '' })];
    expect(again.id).not.toBe(ann.id);
  });

  it('does not take the stream from one who has begun another session by the same joining meanwhile', async () => {
    const { host } = makeHost();
    const bob = await Guest.join(host);
    const ann = await Guest.join(host);
    // The first try of the joining, which was on its way for long.
    const late = await ann.retry();
    late.cancel();
    expect(await ann.next()).toBe('end');
    const again = await ann.resume();
    expect(again.first.event.oneofKind).toBe('welcome');
    expect(again.incarnation).toBe(ann.incarnation);
    expect(await again.send(signalTo(bob.id, 'goes on'))).toEqual({ acknowledged: 1 });
  });

  it.each([[''], ['a b'], ['x'.repeat(65)]])('refuses the room %j', async (room) => {
    const message = await expectFailure(Guest.join(makeHost().host, { room }), ErrorCode.INVALID_ARGUMENT);
    expect(message).toMatch(/^room: must be 1 to 64 letters/);
  });

  it.each([[15], [65]])('refuses a join id of %i characters', async (length) => {
    const joinId = 'x'.repeat(length);
    const message = await expectFailure(Guest.join(makeHost().host, { joinId }), ErrorCode.INVALID_ARGUMENT);
    expect(message).toBe('join_id: must be 16 to 64 random characters, or empty.');
  });

  it('takes letters of any script in a room name', async () => {
    await Guest.join(makeHost().host, { room: '회의실-ñ_1.x' });
  });
});

describe('a name', () => {
  it('that is too long, after trimming, is refused', async () => {
    const { host, log } = makeHost();
    await Guest.join(host, { profile: profileOf(` ${'x'.repeat(80)} `) });
    const tooLong = Guest.join(host, { room: 'other', profile: profileOf('x'.repeat(81)) });
    const message = await expectFailure(tooLong, ErrorCode.INVALID_ARGUMENT);
    expect(message).toBe('profile.display_name: must be at most 80 characters long.');
    expect((await log.state('other')).epoch).toBe('');
    expect(host.streamCount).toBe(1);
  });

  it.each([
    ['control characters', '\u0000An\u001b[31mn\r\n\u007f\u0085', 'An[31mn'],
    ['overrides of the direction', '\u202aA\u202bn\u202cn\u202d\u202e', 'Ann'],
    ['isolates of the direction', '\u2066A\u2067n\u2068n\u2069', 'Ann'],
    ['white space that they hid', '\u202e  Ann \u0007', 'Ann'],
  ])('loses %s', async (_, given, shown) => {
    const ann = await Guest.join(makeHost().host, { profile: profileOf(given) });
    expect(ann.welcome.participants[0]?.profile?.displayName).toBe(shown);
  });

  it('is otherwise left as it is, and only that is counted', async () => {
    const name = 'Zoë 김 👩\u200d💻 ابن\u200f';
    const ann = await Guest.join(makeHost().host, { profile: profileOf(name) });
    expect(ann.welcome.participants[0]?.profile?.displayName).toBe(name);
    await Guest.join(makeHost().host, { profile: profileOf(`${'\u0007'.repeat(80)}${'x'.repeat(80)}`) });
  });
});

describe('capacity', () => {
  it('is not exceeded, and somebody who leaves makes a place', async () => {
    const { host } = makeHost({ capacity: 2 });
    const ann = await Guest.join(host);
    await Guest.join(host);
    const message = await expectFailure(Guest.join(host), ErrorCode.ROOM_FULL);
    expect(message).toBe('The room has 2 participants, which is as many as it admits.');
    await ann.leave();
    await Guest.join(host);
  });

  it('gives the last place to exactly one', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { host, log } = makeHost({ capacity: 2 });
      await Guest.join(host);
      const both = await Promise.allSettled([Guest.join(host), Guest.join(host)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await log.state('room')).room.participants).toHaveLength(2);
    }
  });

  it.each([
    ['streams', { streams: 1 }, { room: 'room' }],
    ['rooms', { rooms: 1 }, { room: 'other' }],
  ])('of a host is a number of %s', async (_, limits, request) => {
    const { host, clock } = makeHost({ limits });
    const ann = await Guest.join(host);
    await expectFailure(Guest.join(host, request), ErrorCode.SERVER_BUSY);
    await ann.leave();
    expect(await ann.next()).toBe('end');
    await clock.advance(HOST_LIMITS.sweepMs);
    await Guest.join(host, request);
  });
});

describe('a call that is cancelled', () => {
  it('before it is served joins nothing', async () => {
    const { host, clock } = makeHost();
    const { caller, cancel } = testCaller();
    cancel();
    expect((await host.join({ room: 'room', joinId: '' }, caller).next()).done).toBe(true);
    expect(host.streamCount).toBe(0);
    expect(clock.timerCount).toBe(0);
  });

  it('while it is entering has a stream that is over, and a participant who will leave', async () => {
    const gate = Promise.withResolvers<void>();
    class SlowLog extends MemoryLog {
      override async append(...args: Parameters<MemoryLog['append']>) {
        await gate.promise;
        return super.append(...args);
      }
    }
    const { host, log, clock } = makeHost({ log: new SlowLog() });
    const { caller, cancel } = testCaller();
    const events = host.join({ room: 'room', joinId: '' }, caller);
    const joining = events.next();
    await settled();
    cancel();
    gate.resolve();
    expect((await joining).done).toBe(false);
    expect((await events.next()).done).toBe(true);
    expect(host.streamCount).toBe(0);
    expect((await log.state('room')).room.participants).toHaveLength(1);
    expect(clock.timerCount).toBe(1);
  });
});

describe('a stream', () => {
  it('chains what it shows, leaving out what is for others', async () => {
    const { host } = makeHost();
    const ann = await Guest.join(host);
    const bob = await Guest.join(host);
    const cem = await Guest.join(host);
    await ann.send(signalTo(cem.id, 'not for Bob'));
    await ann.send(signalTo(bob.id, 'for Bob'));
    const joined = await bob.nextOf('participantJoined');
    const signal = await bob.nextOf('signalReceived');
    expect(joined.previous).toBe(bob.first.position);
    expect(signal.previous).toBe(joined.position);
    expect(signal.position).toBeGreaterThan(joined.position + 1);
    expect(signal.event.signalReceived).toMatchObject({ from: ann.id, signal: { negotiationId: 'for Bob' } });
  });

  it('is over when its log is, whatever that has told', async () => {
    class SilentLog extends MemoryLog {
      override async *read() {}
    }
    const { host } = makeHost({ log: new SilentLog() });
    await expectFailure((await Guest.join(host)).next(), ErrorCode.SESSION_UNKNOWN);
    expect(host.streamCount).toBe(0);
  });

  it('that is given up by its reader is over', async () => {
    const { host } = makeHost();
    const { caller } = testCaller();
    const events = host.join({ room: 'room', joinId: '' }, caller);
    await events.next();
    await events.return();
    expect(host.streamCount).toBe(0);
    expect(host.roomCount).toBe(0);
  });
});
