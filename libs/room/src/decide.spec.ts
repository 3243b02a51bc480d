import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Enter } from './command.ts';
import { type Decision, decide, decideAll } from './decide.ts';
import type { RoomEvent } from './event.ts';
import { always, CAPACITY, command, eventsOf, keptIdsOf, live, type Step } from './histories/histories.ts';
import { emptyRoom, evolve, isIn, participantOf } from './room.ts';

describe('entering', () => {
  const entering = (check: (step: Step & { readonly command: Enter }) => void) =>
    always((step) => {
      if (step.command.kind === 'enter') check({ ...step, command: step.command });
    });

  it('is refused to whom there is no place for, and only then', () => {
    entering(({ before, command: { participantId }, decision }) => {
      const isFull = before.participants.length + before.kept.length >= CAPACITY;
      const hasPlace = isIn(before, participantId) || keptIdsOf(before).includes(participantId);
      const isRefused = decision.kind === 'refused' && decision.refusal === 'room-full';
      expect(isRefused).toBe(isFull && !hasPlace);
    });
  });

  it('is refused to one in whose place another incarnation is, or who comes late, and only then', () => {
    entering(({ before, command: { participantId, incarnation: own, returning, attempt }, decision }) => {
      const here = participantOf(before, participantId)?.incarnation;
      const attachment = before.attachments[participantId];
      const newest = attachment?.attempt ?? 0;
      const isLate = attempt !== 0 && attempt < newest;
      const isBehindAPageThatDied =
        returning?.kept === 'nothing' && attachment?.cameWith === returning.incarnation && attempt > newest;
      const isKnown = here === own || here === (returning?.incarnation ?? own) || isBehindAPageThatDied;
      const isRefused = decision.kind === 'refused' && decision.refusal === 'superseded';
      expect(isRefused).toBe(here !== undefined && (isLate || !isKnown));
    });
  });

  it('makes somebody present, with a stream', () => {
    entering(({ command: { participantId, stream }, decision, after }) => {
      if (decision.kind === 'refused') return;
      expect(participantOf(after, participantId)?.away).toBe(false);
      expect(decision.events.at(-1)).toMatchObject({ kind: 'attached', participantId, stream });
    });
  });

  it('can be tried again: it is one entering', () => {
    entering(({ command: again, decision, after }) => {
      if (decision.kind === 'refused') return;
      const second = decide(after, { ...again, stream: 'another', session: 'four' });
      expect(second.kind).toBe('decided');
      expect(eventsOf(second).map(({ kind: happened }) => happened)).not.toContain('joined');
      expect(eventsOf(second).reduce(evolve, after).participants).toEqual(
        after.participants.map((present) =>
          present.id === again.participantId && !goesOnUnchanged(second)
            ? { ...present, profile: again.profile }
            : present,
        ),
      );
    });
  });
  const goesOnUnchanged = (decision: Decision) =>
    eventsOf(decision).every(({ kind: happened }) => happened === 'attached');

  it('gives a newcomer a seat of its own, and one who comes back the seat that it had where it waits, or may be free', () => {
    entering(({ before, command: { participantId, returning }, decision, after }) => {
      if (decision.kind === 'refused' || isIn(before, participantId)) return;
      const taken = [...before.participants, ...before.kept].map((place) => place.seat);
      const place = before.kept.find((kept) => kept.participantId === participantId);
      const given = participantOf(after, participantId)?.seat;
      const isSeatFree = returning !== null && !before.settled && !taken.includes(returning.seat);
      if (place !== undefined) expect(given).toBe(place.seat);
      else if (isSeatFree) expect(given).toBe(returning.seat);
      else expect(given).toBe(1 + Math.max(0, ...taken));
    });
  });

  it('goes on as the same incarnation where something was kept of the room', () => {
    entering(({ before, command: { participantId, incarnation: own, returning }, decision, after }) => {
      if (decision.kind === 'refused') return;
      const was = participantOf(before, participantId)?.incarnation;
      const is = participantOf(after, participantId)?.incarnation;
      const isPlaceKept = keptIdsOf(before).includes(participantId);
      if (was !== undefined) expect(is).toBe(returning?.kept === 'nothing' ? own : was);
      else if (returning?.kept === 'another-epoch' && !before.settled && !isPlaceKept)
        expect(is).toBe(returning.incarnation);
      else expect(is).toBe(own);
    });
  });

  it('goes on in the same session only with everything kept, as the incarnation and in the session that are there', () => {
    entering(({ before, command: { participantId, session: begun, returning }, decision, after }) => {
      if (decision.kind === 'refused') return;
      const goesOn =
        returning?.kept === 'all' &&
        participantOf(before, participantId)?.incarnation === returning.incarnation &&
        before.attachments[participantId]?.session === returning.session;
      expect(after.attachments[participantId]?.session).toBe(goesOn ? returning.session : begun);
    });
  });

  it('is told to the others unless nothing was missed', () => {
    entering(({ before, command: { participantId, returning }, decision }) => {
      if (decision.kind === 'refused') return;
      const here = participantOf(before, participantId);
      const [first] = decision.events;
      if (here === undefined) expect(first?.kind).toBe('joined');
      else if (here.away || returning?.kept !== 'all') expect(first?.kind).toBe('returned');
    });
  });
});

describe('what participants do', () => {
  it('is nothing in the name of somebody who is not there', () => {
    always(({ before, command: current, decision }) => {
      const speaker =
        current.kind === 'signal' ? current.from : current.kind === 'updateProfile' ? current.participantId : null;
      if (speaker === null || isIn(before, speaker)) return;
      expect(decision).toEqual({ kind: 'refused', refusal: 'not-here' });
    });
  });

  it('carries signals untouched to those who are there as the incarnation they are for, and drops the others', () => {
    always(({ before, command: current, decision, after }) => {
      if (current.kind !== 'signal' || !isIn(before, current.from)) return;
      const receiver = participantOf(before, current.to);
      const arrives = receiver !== undefined && ['', receiver.incarnation].includes(current.toIncarnation);
      expect(after).toBe(before);
      expect(decision).toEqual({ kind: 'decided', events: arrives ? [current] : [] });
    });
  });

  it('changes a profile and nothing else', () => {
    always(({ before, command: current, after }) => {
      if (current.kind !== 'updateProfile' || !isIn(before, current.participantId)) return;
      const { participantId, profile: given } = current;
      const changed = before.participants.map((was) => (was.id === participantId ? { ...was, profile: given } : was));
      expect(after.participants).toEqual(changed);
    });
  });

  it('lets everybody leave, as the incarnation that it is, and go away, unless it has come back since; once', () => {
    always(({ before, command: current, decision, after }) => {
      if (current.kind !== 'leave' && current.kind !== 'goAway') return;
      const here = participantOf(before, current.participantId);
      const isLate = (attempt: number) =>
        attempt !== 0 && attempt < (before.attachments[current.participantId]?.attempt ?? 0);
      const does =
        here?.incarnation === current.incarnation &&
        (current.kind === 'leave' || (!here.away && !isLate(current.attempt)));
      expect(decision.kind).toBe('decided');
      expect(eventsOf(decision)).toHaveLength(does ? 1 : 0);
      if (!does) return;
      expect(participantOf(after, current.participantId)?.away).toBe(current.kind === 'leave' ? undefined : true);
      expect(after.kept).toEqual(before.kept);
    });
  });
});

describe('a deadline that is over', () => {
  it('takes out who is silent, or did not come back, and frees a place that waits; once', () => {
    always(({ before, command: current, decision, after }) => {
      if (current.kind !== 'expire') return;
      expect(decision.kind).toBe('decided');
      expect(decide(after, current)).toEqual({ kind: 'decided', events: [] });
      if (current.deadline.kind === 'settling') {
        expect(after.settled).toBe(true);
        return;
      }
      const { kind: over, participantId } = current.deadline;
      const here = participantOf(before, participantId);
      const hadPlace = keptIdsOf(before).includes(participantId);
      const leaves = here !== undefined && (over === 'presence' || (over === 'away' && here.away));
      expect(isIn(after, participantId)).toBe(here !== undefined && !leaves);
      expect(keptIdsOf(after).includes(participantId)).toBe(
        (leaves && over === 'away') || (hadPlace && over !== 'place'),
      );
    });
  });
});

describe('several commands', () => {
  it('are taken as if they came one after the other, or none of them is', () => {
    fc.assert(
      fc.property(fc.array(command), fc.array(command, { maxLength: 5 }), (history, batch) => {
        const room = [...live(history)].at(-1)?.after ?? emptyRoom;
        const decision = decideAll(room, batch);
        let current = room;
        const events: RoomEvent[] = [];
        for (const next of batch) {
          const single = decide(current, next);
          if (single.kind === 'refused') {
            expect(decision).toEqual(single);
            return;
          }
          events.push(...single.events);
          current = single.events.reduce(evolve, current);
        }
        expect(decision).toEqual({ kind: 'decided', events });
      }),
    );
  });
});
