import { LeaveReason, type Participant, type Profile, Signal } from '@rtc-call/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Enter, RoomCommand } from './command.ts';
import type { Deadline } from './deadline.ts';
import { type Decision, decide, decideAll } from './decide.ts';
import type { RoomEvent } from './event.ts';
import { emptyRoom, evolve, isEmpty, isIn, participantOf, type Room } from './room.ts';

/** Few of each, so that histories are likely to be about the same ones. */
const CAPACITY = 2;
const id = fc.constantFrom('a', 'b', 'c');
const incarnation = fc.constantFrom('first', 'second');
const session = fc.constantFrom('one', 'two', 'three');
const seat = fc.integer({ min: 1, max: 4 });
const profile: fc.Arbitrary<Profile> = fc.record({
  displayName: fc.string({ maxLength: 5 }),
  microphoneOn: fc.boolean(),
  cameraOn: fc.boolean(),
});
const signal = fc.string({ maxLength: 5 }).map((negotiationId) => Signal.create({ negotiationId }));
const reason = fc.constantFrom(LeaveReason.LEFT, LeaveReason.DISCONNECTED, LeaveReason.EXPIRED);
const deadline: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ kind: fc.constantFrom('presence' as const, 'away' as const, 'place' as const), participantId: id }),
  fc.constant({ kind: 'settling' as const }),
);
const participant: fc.Arbitrary<Participant> = fc.record({
  id,
  profile,
  incarnation,
  seat,
  arrived: fc.nat(20),
  away: fc.boolean(),
});

const kind = <K extends string>(name: K) => fc.constant(name);
const enter: fc.Arbitrary<Enter> = fc.record({
  kind: kind('enter'),
  participantId: id,
  incarnation,
  profile,
  capacity: fc.constant(CAPACITY),
  stream: fc.string({ maxLength: 2 }),
  session,
  returning: fc.option(
    fc.record({
      incarnation,
      session,
      seat,
      kept: fc.constantFrom('all' as const, 'some' as const, 'another-epoch' as const, 'nothing' as const),
    }),
  ),
});
const command: fc.Arbitrary<RoomCommand> = fc.oneof(
  { arbitrary: enter, weight: 3 },
  fc.record({ kind: kind('updateProfile'), participantId: id, profile }),
  fc.record({ kind: kind('signal'), from: id, to: id, toIncarnation: fc.oneof(incarnation, fc.constant('')), signal }),
  { arbitrary: fc.record({ kind: kind('goAway'), participantId: id, incarnation }), weight: 2 },
  fc.record({ kind: kind('leave'), participantId: id, incarnation, reason }),
  { arbitrary: fc.record({ kind: kind('expire'), deadline }), weight: 2 },
);
const event: fc.Arbitrary<RoomEvent> = fc.oneof(
  fc.record({ kind: fc.constantFrom('joined' as const, 'updated' as const, 'returned' as const), participant }),
  fc.record({ kind: fc.constantFrom('away' as const, 'released' as const), participantId: id }),
  fc.record({ kind: kind('left'), participantId: id, reason, keepsPlace: fc.boolean() }),
  fc.record({ kind: kind('attached'), participantId: id, stream: fc.string({ maxLength: 2 }), session }),
  fc.record({ kind: kind('settled') }),
  fc.record({ kind: kind('signal'), from: id, to: id, toIncarnation: incarnation, signal }),
);

const eventsOf = (decision: Decision) => (decision.kind === 'decided' ? decision.events : []);
const idsOf = (room: Room) => room.participants.map((present) => present.id);
const keptIdsOf = (room: Room) => room.kept.map(({ participantId }) => participantId);

interface Step {
  readonly before: Room;
  readonly command: RoomCommand;
  readonly decision: Decision;
  readonly after: Room;
}

/** The rooms that a history passes through, each with what was decided in it. */
function* live(commands: readonly RoomCommand[]): Generator<Step> {
  let room = emptyRoom;
  for (const current of commands) {
    const decision = decide(room, current);
    const after = eventsOf(decision).reduce(evolve, room);
    yield { before: room, command: current, decision, after };
    room = after;
  }
}

/** Checks each step of any history. */
function always(check: (step: Step) => void): void {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40, size: 'max' }), (commands) => {
      for (const step of live(commands)) check(step);
    }),
    { numRuns: 300 },
  );
}

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

  it('lists who is there in the order of seats', () => {
    always(({ after }) => {
      const seats = after.participants.map((present) => present.seat);
      expect(seats).toEqual(seats.toSorted((one, other) => one - other));
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

  it('knows the session of each who is there, and of nobody else', () => {
    always(({ after }) => {
      expect(Object.keys(after.sessions).toSorted()).toEqual(idsOf(after).toSorted());
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
        for (const attached of Object.keys(room.sessions)) expect(idsOf(room)).toContain(attached);
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

  it('is refused to one in whose place another incarnation is, and only then', () => {
    entering(({ before, command: { participantId, incarnation: own, returning }, decision }) => {
      const here = participantOf(before, participantId)?.incarnation;
      const isRefused = decision.kind === 'refused' && decision.refusal === 'superseded';
      expect(isRefused).toBe(here !== undefined && here !== own && here !== (returning?.incarnation ?? own));
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

  it('gives a newcomer a seat of its own, and one who comes back to its place the seat that it had', () => {
    entering(({ before, command: { participantId, returning }, decision, after }) => {
      if (decision.kind === 'refused' || isIn(before, participantId)) return;
      const taken = [...before.participants, ...before.kept].map((place) => place.seat);
      const place = before.kept.find((kept) => kept.participantId === participantId);
      const given = participantOf(after, participantId)?.seat;
      if (place !== undefined) expect(given).toBe(place.seat);
      else if (returning !== null) expect(given).toBe(returning.seat);
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
        before.sessions[participantId] === returning.session;
      expect(after.sessions[participantId]).toBe(goesOn ? returning.session : begun);
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

  it('lets everybody leave and go away, once, and as the incarnation that it is', () => {
    always(({ before, command: current, decision, after }) => {
      if (current.kind !== 'leave' && current.kind !== 'goAway') return;
      const here = participantOf(before, current.participantId);
      const does = here?.incarnation === current.incarnation && (current.kind === 'leave' || !here.away);
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
