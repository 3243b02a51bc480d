import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { always, CAPACITY, command, event, eventsOf, idsOf, keptIdsOf } from './histories/histories.ts';
import { emptyRoom, evolve, isEmpty, participantOf } from './room.ts';

describe('a room', () => {
  it('never has more places taken and kept than it may, nor anybody twice', () => {
    always(({ after }) => {
      const ids = [...idsOf(after), ...keptIdsOf(after)];
      expect(ids.length).toBeLessThanOrEqual(CAPACITY);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  it('holds those who came and have not left, and keeps places of those only who were there', () => {
    let expected = new Set<string>();
    always(({ before, decision, after }) => {
      if (before === emptyRoom) expected = new Set();
      for (const happened of eventsOf(decision)) {
        if (happened.kind === 'joined') expected.add(happened.participant.id);
        if (happened.kind === 'left') expected.delete(happened.participantId);
      }
      expect(new Set(idsOf(after))).toEqual(expected);
      for (const kept of keptIdsOf(after)) expect([...idsOf(before), ...keptIdsOf(before)]).toContain(kept);
    });
  });

  it('lists who is there in the order of seats, of which each is one’s own', () => {
    always(({ after }) => {
      const seats = after.participants.map((present) => present.seat);
      expect(seats).toEqual(seats.toSorted((one, other) => one - other));
      const taken = [...seats, ...after.kept.map(({ seat }) => seat)];
      expect(new Set(taken).size).toBe(taken.length);
    });
  });

  it('is of another version after each change, and of the same where nothing changed', () => {
    always(({ before, after }) => {
      const { version: earlier, ...was } = before;
      const { version: later, ...is } = after;
      if (later === earlier) expect(is).toEqual(was);
      else expect(later).toBeGreaterThan(earlier);
    });
  });

  it('numbers arrivals so that who arrived later has the larger number', () => {
    always(({ before, after }) => {
      const highest = Math.max(0, ...before.participants.map(({ arrived }) => arrived));
      for (const present of after.participants) {
        const was = participantOf(before, present.id);
        if (was?.incarnation === present.incarnation) expect(present.arrived).toBe(was.arrived);
        else expect(present.arrived).toBeGreaterThan(highest);
      }
    });
  });

  it('knows the stream and session of each who is there, and of nobody else', () => {
    always(({ command: current, decision, after }) => {
      expect(Object.keys(after.attachments).toSorted()).toEqual(idsOf(after).toSorted());
      if (current.kind !== 'enter' || decision.kind === 'refused') return;
      expect(after.attachments[current.participantId]?.stream).toBe(current.stream);
    });
  });

  it('has settled once and for all', () => {
    always(({ before, after }) => {
      if (before.settled) expect(after.settled).toBe(true);
    });
  });

  it('is a fold: the same entries always make the same room, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const room = events.reduce(evolve, emptyRoom);
        expect(events.reduce(evolve, emptyRoom)).toEqual(room);
        expect(new Set(idsOf(room)).size).toBe(room.participants.length);
        expect(isEmpty(room)).toBe(room.participants.length + room.kept.length === 0);
        for (const attached of Object.keys(room.attachments)) expect(idsOf(room)).toContain(attached);
      }),
    );
  });

  it('is never changed in place', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        for (const inner of Object.values(value)) freeze(inner);
      }
      return value;
    };
    fc.assert(
      fc.property(fc.array(event), command, (events, next) => {
        const room = events.reduce((before, happened) => freeze(evolve(before, freeze(happened))), emptyRoom);
        decide(room, freeze(next));
      }),
    );
  });
});
