import { ErrorCode, LeaveReason, LIMITS, type ParticipantLeft } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest, heartbeatAnswer, signalTo } from './testing/guest.ts';
import { makeSignaling } from './testing/make-signaling.ts';

/** Reads a stream until it ends, and gives who left meanwhile. Every heartbeat is answered, unless silent. */
async function live(guest: Guest, manner: 'answering' | 'silent' = 'answering'): Promise<ParticipantLeft[]> {
  const left: ParticipantLeft[] = [];
  for (;;) {
    const next = await guest.next();
    if (next === 'end') return left;
    const { event } = next;
    if (event.oneofKind === 'participantLeft') left.push(event.participantLeft);
    if (event.oneofKind === 'heartbeat' && manner === 'answering')
      await guest.send(heartbeatAnswer(event.heartbeat.id));
  }
}

describe('a heartbeat', () => {
  it('comes every five seconds and names the newest position for its reader', async () => {
    const { service, clock } = makeSignaling();
    const ann = await Guest.join(service);
    const first = ann.next();
    await clock.advance(4_999);
    const bob = await Guest.join(service);
    const joined = await first;
    expect(joined).toMatchObject({ event: { oneofKind: 'participantJoined' } });
    await ann.send(signalTo(bob.id, 'not for Ann'));
    const second = ann.next();
    await clock.advance(1);
    const heartbeat = await second;
    const { position } = joined === 'end' ? { position: NaN } : joined;
    expect(heartbeat).toMatchObject({ position, previous: position, event: { heartbeat: { id: 1 } } });
    const third = ann.next();
    await clock.advance(5_000);
    expect(await third).toMatchObject({ position, previous: position, event: { heartbeat: { id: 2 } } });
  });

  it('keeps who answers it', async () => {
    const { service, clock } = makeSignaling();
    const living = live(await Guest.join(service));
    await clock.advance(10 * LIMITS.leaseMs);
    expect(service.sessionCount).toBe(1);
    await service.close();
    await expectFailure(living, ErrorCode.SHUTTING_DOWN);
  });

  it('unanswered for the time of the lease ends the stay, and the others are told', async () => {
    const { service, clock } = makeSignaling();
    const ann = await Guest.join(service);
    const bob = await Guest.join(service);
    const living = live(ann);
    const silent = expectFailure(live(bob, 'silent'), ErrorCode.SESSION_UNKNOWN);
    await clock.advance(LIMITS.leaseMs - 1);
    expect(service.sessionCount).toBe(2);
    await clock.advance(1);
    expect(service.sessionCount).toBe(1);
    await silent;
    await ann.leave();
    expect(await living).toEqual([{ participantId: bob.id, reason: LeaveReason.EXPIRED }]);
  });

  it('that is late because the server stood still ends nobody', async () => {
    const { service, clock } = makeSignaling();
    await Guest.join(service);
    clock.standStill(10 * LIMITS.leaseMs);
    await clock.advance(0);
    expect(service.sessionCount).toBe(1);
    await clock.advance(LIMITS.leaseMs);
    expect(service.sessionCount).toBe(0);
  });

  it('does not pile up for a reader that takes nothing, who expires and leaves nothing behind', async () => {
    const { service, clock, log } = makeSignaling();
    await Guest.join(service);
    await clock.advance(LIMITS.leaseMs);
    expect(service.sessionCount).toBe(0);
    expect(log.roomCount).toBe(0);
    expect(clock.timerCount).toBe(0);
  });
});
