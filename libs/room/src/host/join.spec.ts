import { ErrorCode, LeaveReason } from '@rtc-call/contract';
import { MemoryLog } from '@rtc-call/room';
import { describe, expect, it } from 'vitest';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest, profileOf, signalTo, testCall } from './testing/guest.ts';
import { makeSignaling } from './testing/make-signaling.ts';
import { settled } from './testing/virtual-clock.ts';

const iceServers = [{ urls: ['stun:stun.example.org'], username: '', credential: '' }];

describe('joining', () => {
  it('begins with a welcome', async () => {
    const { service } = makeSignaling({ capacity: 4, iceServers });
    const ann = await Guest.join(service, { profile: profileOf('  Ann ') });
    expect(ann.welcome).toMatchObject({
      participants: [{ id: ann.id, profile: profileOf('Ann') }],
      capacity: 4,
      ice: { servers: iceServers, validForSeconds: 0 },
      heartbeatIntervalMs: 5000,
      resumeToken: '',
    });
    expect(ann.first.previous).toBe(0);
    expect(ann.first.epoch).not.toBe('');
    expect(ann.session.token).not.toBe('');
  });

  it('shows who is there in the order of joining, and tells those who were there before', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service, { profile: profileOf('Ann') });
    const bob = await Guest.join(service, { profile: profileOf('Bob') });
    expect(bob.welcome.participants.map(({ id }) => id)).toEqual([ann.id, bob.id]);
    const told = await ann.next();
    expect(told).toMatchObject({
      epoch: ann.first.epoch,
      previous: ann.first.position,
      event: { participantJoined: { participant: { id: bob.id, profile: profileOf('Bob') } } },
    });
    expect(bob.first.position).toBe(told === 'end' ? undefined : told.position);
  });

  it('keeps rooms apart', async () => {
    const { service } = makeSignaling();
    await Guest.join(service, { room: 'one' });
    const other = await Guest.join(service, { room: 'two' });
    expect(other.welcome.participants).toHaveLength(1);
  });

  it('takes one who would resume as a new participant', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const again = await Guest.join(service, { resume: { token: 'x', epoch: ann.first.epoch, position: 1 } });
    expect(again.id).not.toBe(ann.id);
    expect(again.welcome.participants).toHaveLength(2);
  });

  it.each([
    ['', 'room'],
    ['a b', 'room'],
    ['x'.repeat(65), 'room'],
  ])('refuses the room %j', async (room, field) => {
    const { service } = makeSignaling();
    const detail = await expectFailure(Guest.join(service, { room }), ErrorCode.INVALID_ARGUMENT);
    expect(detail.message).toMatch(new RegExp(`^${field}: must be 1 to 64 letters`));
  });

  it('takes letters of any script in a room name', async () => {
    const { service } = makeSignaling();
    await Guest.join(service, { room: '회의실-ñ_1.x' });
  });

  it('refuses a name that is too long, after trimming', async () => {
    const { service, log } = makeSignaling();
    await Guest.join(service, { profile: profileOf(` ${'x'.repeat(80)} `) });
    const detail = await expectFailure(
      Guest.join(service, { room: 'other', profile: profileOf('x'.repeat(81)) }),
      ErrorCode.INVALID_ARGUMENT,
    );
    expect(detail.message).toBe('profile.display_name: must be at most 80 characters long.');
    expect(log.roomCount).toBe(1);
  });

  it.each([
    ['control characters', '\u0000An\u001b[31mn\r\n\u007f\u0085', 'An[31mn'],
    ['overrides of the direction', '\u202aA\u202bn\u202cn\u202d\u202e', 'Ann'],
    ['isolates of the direction', '\u2066A\u2067n\u2068n\u2069', 'Ann'],
    ['white space that they hid', '\u202e  Ann \u0007', 'Ann'],
  ])('takes %s out of a name', async (_, given, shown) => {
    const ann = await Guest.join(makeSignaling().service, { profile: profileOf(given) });
    expect(ann.welcome.participants[0]?.profile?.displayName).toBe(shown);
  });

  it('leaves the rest of a name as it is, and counts only that', async () => {
    const name = 'Zoë 김 👩\u200d💻 ابن\u200f';
    const ann = await Guest.join(makeSignaling().service, { profile: profileOf(name) });
    expect(ann.welcome.participants[0]?.profile?.displayName).toBe(name);
    await Guest.join(makeSignaling().service, { profile: profileOf(`${'\u0007'.repeat(80)}${'x'.repeat(80)}`) });
  });

  it('refuses a full room, and lets in again when somebody has left', async () => {
    const { service } = makeSignaling({ capacity: 2 });
    const ann = await Guest.join(service);
    await Guest.join(service);
    const detail = await expectFailure(Guest.join(service), ErrorCode.ROOM_FULL);
    expect(detail.retryable).toBe(true);
    await ann.leave();
    await Guest.join(service);
  });

  it('gives the last place to exactly one', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { service } = makeSignaling({ capacity: 2 });
      await Guest.join(service);
      const both = await Promise.allSettled([Guest.join(service), Guest.join(service)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(service.sessionCount).toBe(2);
    }
  });

  it.each([
    ['sessions', { maxSessions: 1 }, { room: 'room' }],
    ['rooms', { maxRooms: 1 }, { room: 'other' }],
  ])('refuses more %s than the server may carry', async (_, limits, request) => {
    const { service } = makeSignaling(limits);
    const ann = await Guest.join(service);
    const detail = await expectFailure(Guest.join(service, request), ErrorCode.SERVER_BUSY);
    expect(detail.retryable).toBe(true);
    await ann.leave();
    await Guest.join(service, request);
  });
});

describe('a stay', () => {
  it('ends by Leave: the stream ends, and the others are told', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = await Guest.join(service);
    await bob.leave();
    expect(await bob.next()).toBe('end');
    const { event } = await ann.nextOf('participantLeft');
    expect(event.participantLeft).toEqual({ participantId: bob.id, reason: LeaveReason.LEFT });
    await bob.leave();
    await expectFailure(bob.send(signalTo(ann.id, '1')), ErrorCode.SESSION_UNKNOWN);
  });

  it('ends when the stream is cut, and the others are told', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = await Guest.join(service);
    bob.cancel();
    const { event } = await ann.nextOf('participantLeft');
    expect(event.participantLeft).toEqual({ participantId: bob.id, reason: LeaveReason.DISCONNECTED });
    expect(await bob.next()).toBe('end');
  });

  it('leaves nothing behind', async () => {
    const { service, log, clock } = makeSignaling();
    const guests = [await Guest.join(service), await Guest.join(service), await Guest.join(service)];
    guests[0]?.cancel();
    await guests[1]?.leave();
    await clock.advance(60_000);
    expect(service.sessionCount).toBe(0);
    expect(service.roomCount).toBe(0);
    expect(log.roomCount).toBe(0);
    expect(clock.timerCount).toBe(0);
  });

  it('is not begun by a call that is cancelled already', async () => {
    const { service, log } = makeSignaling();
    const { call, cancel } = testCall();
    cancel();
    await expectFailure(service.join({ room: 'room' }, call).next(), ErrorCode.SESSION_UNKNOWN);
    expect(service.sessionCount).toBe(0);
    expect(log.roomCount).toBe(0);
  });

  it('ends also when the call is cancelled while it is entering', async () => {
    let go = () => {};
    class SlowLog extends MemoryLog {
      override async append(...args: Parameters<MemoryLog['append']>) {
        await new Promise<void>((resolve) => {
          go = resolve;
        });
        return super.append(...args);
      }
    }
    const log = new SlowLog();
    const { service } = makeSignaling({ log });
    const { call, cancel } = testCall();
    const events = service.join({ room: 'room' }, call)[Symbol.asyncIterator]();
    const joining = events.next();
    await settled();
    cancel();
    go();
    await joining;
    const ending = events.next();
    await settled();
    go();
    expect((await ending).done).toBe(true);
    await settled();
    expect(log.roomCount).toBe(0);
    expect(service.sessionCount).toBe(0);
  });
});

describe('a stream', () => {
  it('chains what it shows, leaving out what is for others', async () => {
    const { service } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = await Guest.join(service);
    const cem = await Guest.join(service);
    await ann.send(signalTo(cem.id, 'not for Bob'));
    await ann.send(signalTo(bob.id, 'for Bob'));
    const joined = await bob.nextOf('participantJoined');
    const signal = await bob.nextOf('signalReceived');
    expect(joined.previous).toBe(bob.first.position);
    expect(signal.previous).toBe(joined.position);
    expect(signal.position).toBe(joined.position + 2);
    expect(signal.event.signalReceived).toMatchObject({ from: ann.id, signal: { negotiationId: 'for Bob' } });
  });

  it('fails when its reader fell behind, and the others are told', async () => {
    const log = new MemoryLog({ entries: 4, bytes: 1024 * 1024 });
    const { service } = makeSignaling({ log });
    const slow = await Guest.join(service);
    const ann = await Guest.join(service);
    const told = ann.nextOf('participantLeft');
    for (let n = 0; n < 10; n += 1) await ann.send(signalTo(slow.id, String(n)));
    const reading = (async () => {
      while ((await slow.next()) !== 'end');
    })();
    await expectFailure(reading, ErrorCode.FELL_BEHIND);
    expect((await told).event.participantLeft.reason).toBe(LeaveReason.DISCONNECTED);
  });
});

describe('closing the server', () => {
  it('ends every stream, and lets nobody in', async () => {
    const { service, log, clock } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = await Guest.join(service, { room: 'other' });
    await service.close();
    for (const guest of [ann, bob]) {
      const detail = await expectFailure(guest.next(), ErrorCode.SHUTTING_DOWN);
      expect(detail.retryable).toBe(true);
      await expectFailure(guest.send(signalTo('x', '1')), ErrorCode.SHUTTING_DOWN);
    }
    await expectFailure(Guest.join(service), ErrorCode.SHUTTING_DOWN);
    expect(log.roomCount).toBe(0);
    expect(clock.timerCount).toBe(0);
  });
});
