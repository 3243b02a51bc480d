import { LeaveReason } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { PlainIdentities, VirtualClock } from '../testing/index.ts';
import { expectFailure } from './testing/expect-failure.ts';
import { Guest } from './testing/guest.ts';
import { makeHost } from './testing/make-host.ts';
import { signalTo } from './testing/messages.ts';
import { Watcher } from './testing/watcher.ts';
import { ErrorCode } from '@rtc-call/contract';

/** A server whose rooms are in its memory, and which is killed and started again: what it knew is gone, its secret is not. */
function makeMortal() {
  const clock = new VirtualClock();
  const start = (name: string) => makeHost({ clock, identities: new PlainIdentities(name) }).host;
  return { clock, before: start('before'), after: start('after') };
}

describe('a new epoch', () => {
  it('has those back as they were who come before it has settled', async () => {
    const { clock, before, after } = makeMortal();
    const [ann, bob] = [await Guest.join(before), await Guest.join(before)];
    const bobAgain = await bob.resume({ at: after });
    await clock.advance(4_900);
    const annAgain = await ann.resume({ at: after });
    expect([annAgain.id, bobAgain.id]).toEqual([ann.id, bob.id]);
    expect([annAgain.incarnation, bobAgain.incarnation]).toEqual([ann.incarnation, bob.incarnation]);
    expect(annAgain.first.epoch).not.toBe(ann.first.epoch);
    expect(annAgain.welcome.rosterSettled).toBe(false);
    expect(annAgain.welcome.participants.map(({ id, seat }) => [id, seat])).toEqual([
      [ann.id, 1],
      [bob.id, 2],
    ]);
    const joined = await bobAgain.nextOf('participantJoined');
    expect(joined.event.participantJoined.participant).toMatchObject({ id: ann.id, incarnation: ann.incarnation });
  });

  it('has those back in other seats whose seat is taken by then', async () => {
    const { before, after } = makeMortal();
    const [ann, bob] = [await Guest.join(before), await Guest.join(before)];
    const newcomer = await Guest.join(after);
    const bobAgain = await bob.resume({ at: after });
    const annAgain = await ann.resume({ at: after });
    expect(annAgain.welcome.participants.map(({ id, seat }) => [id, seat])).toEqual([
      [newcomer.id, 1],
      [bobAgain.id, 2],
      [annAgain.id, 3],
    ]);
  });

  it('settles five seconds after it began, once, and everybody is told', async () => {
    const { clock, before, after } = makeMortal();
    const [ann, bob] = [await Guest.join(before), await Guest.join(before)];
    const annAgain = await ann.resume({ at: after });
    const bobAgain = await bob.resume({ at: after });
    const told = [annAgain, bobAgain].map((guest) => guest.live());
    await clock.advance(4_999);
    await clock.advance(1_001);
    const cem = await Guest.join(after);
    expect(cem.welcome.rosterSettled).toBe(true);
    await clock.advance(20_000);
    await annAgain.leave();
    await bobAgain.leave();
    for (const events of await Promise.all(told)) {
      expect(events.filter(({ oneofKind }) => oneofKind === 'rosterSettled')).toHaveLength(1);
    }
  });

  it('that has settled has those back as others who come later', async () => {
    const { clock, before, after } = makeMortal();
    const [ann, bob] = [await Guest.join(before), await Guest.join(before)];
    const watcher = await Watcher.join(after);
    await ann.resume({ at: after });
    await clock.advance(6_000);
    const late = await bob.resume({ at: after });
    expect(late.id).toBe(bob.id);
    expect(late.incarnation).not.toBe(bob.incarnation);
    expect(late.welcome.rosterSettled).toBe(true);
    await clock.advance(0);
    expect(watcher.news()).toEqual(['participantJoined', 'participantJoined']);
  });

  it('takes a page that was reloaded meanwhile as another incarnation', async () => {
    const { before, after } = makeMortal();
    const ann = await Guest.join(before);
    const reloaded = await ann.reload(after);
    expect(reloaded.id).toBe(ann.id);
    expect(reloaded.incarnation).not.toBe(ann.incarnation);
  });

  it('can be tried again to be joined', async () => {
    const { before, after } = makeMortal();
    const ann = await Guest.join(before);
    const lost = await ann.resume({ at: after });
    const again = await lost.retry();
    expect(again.incarnation).toBe(ann.incarnation);
    expect(again.welcome.participants).toHaveLength(1);
  });

  it('knows no session of an earlier one, and begins new ones', async () => {
    const { before, after } = makeMortal();
    const [ann, bob] = [await Guest.join(before), await Guest.join(before)];
    await ann.send(signalTo(bob.id, '1'));
    const bobAgain = await bob.resume({ at: after });
    await expectFailure(ann.sendAt(after, 2, signalTo(bob.id, '2')), ErrorCode.SESSION_UNKNOWN);
    const annAgain = await ann.resume({ at: after });
    await expectFailure(ann.sendAt(after, 2, signalTo(bob.id, '2')), ErrorCode.SESSION_UNKNOWN);
    expect(await annAgain.send(signalTo(bob.id, 'new'))).toEqual({ acknowledged: 1 });
    expect((await bobAgain.nextOf('signalReceived')).event.signalReceived.signal?.negotiationId).toBe('new');
  });

  it('in which one has been, left and kept a place is none to come back to from an earlier one', async () => {
    const { clock, before, after } = makeMortal();
    const ann = await Guest.join(before);
    const watcher = await Watcher.join(after);
    const again = await ann.resume({ at: after });
    await again.leave({ mayReturn: true });
    await clock.advance(2_000);
    // The others have been told that this incarnation is gone.
    const late = await ann.resume({ at: after });
    expect(late.incarnation).not.toBe(ann.incarnation);
    await clock.advance(0);
    expect(watcher.newsInFull()).toMatchObject([
      { participantJoined: { participant: { incarnation: ann.incarnation } } },
      { oneofKind: 'participantAway' },
      { participantLeft: { reason: LeaveReason.DISCONNECTED } },
      { participantJoined: { participant: { incarnation: late.incarnation } } },
    ]);
  });
});
