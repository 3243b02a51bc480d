import { LeaveReason, type Profile, Signal } from '@rtc-call/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomCommand } from './command.ts';
import { type Decision, decide, decideAll } from './decide.ts';
import type { RoomEvent } from './event.ts';
import { emptyRoom, evolve, isIn, type Room } from './room.ts';

const CAPACITY = 3;
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const profile: fc.Arbitrary<Profile> = fc.record({
  displayName: fc.string({ maxLength: 5 }),
  microphoneOn: fc.boolean(),
  cameraOn: fc.boolean(),
});
const signal = fc.string({ maxLength: 5 }).map((negotiationId) => Signal.create({ negotiationId }));
const reason = fc.constantFrom(LeaveReason.LEFT, LeaveReason.DISCONNECTED, LeaveReason.EXPIRED);

const command: fc.Arbitrary<RoomCommand> = fc.oneof(
  fc.record({ id, profile }).map((participant) => ({ kind: 'join' as const, participant, capacity: CAPACITY })),
  fc.record({ kind: fc.constant('updateProfile' as const), participantId: id, profile }),
  fc.record({ kind: fc.constant('signal' as const), from: id, to: id, signal }),
  fc.record({ kind: fc.constant('leave' as const), participantId: id, reason }),
);
const event: fc.Arbitrary<RoomEvent> = fc.oneof(
  fc.record({ id, profile }).map((participant) => ({ kind: 'joined' as const, participant })),
  fc.record({ kind: fc.constant('updated' as const), participantId: id, profile }),
  fc.record({ kind: fc.constant('signal' as const), from: id, to: id, signal }),
  fc.record({ kind: fc.constant('left' as const), participantId: id, reason }),
);

const eventsOf = (decision: Decision) => (decision.kind === 'decided' ? decision.events : []);
const idsOf = (room: Room) => room.participants.map((participant) => participant.id);

/** The rooms that a history passes through, each with what was decided in it. */
function* live(commands: readonly RoomCommand[]) {
  let room = emptyRoom;
  for (const current of commands) {
    const decision = decide(room, current);
    const after = eventsOf(decision).reduce(evolve, room);
    yield { before: room, command: current, decision, after };
    room = after;
  }
}

describe('a room', () => {
  it('never has more participants than it may, nor anybody twice', () => {
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        for (const { after } of live(commands)) {
          expect(after.participants.length).toBeLessThanOrEqual(CAPACITY);
          expect(new Set(idsOf(after)).size).toBe(after.participants.length);
        }
      }),
    );
  });

  it('holds exactly those who joined and have not left, in the order of their latest joining', () => {
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        let expected: string[] = [];
        for (const { decision, after } of live(commands)) {
          for (const happened of eventsOf(decision)) {
            if (happened.kind === 'joined') expected.push(happened.participant.id);
            if (happened.kind === 'left') expected = expected.filter((present) => present !== happened.participantId);
          }
          expect(idsOf(after)).toEqual(expected);
        }
      }),
    );
  });

  it('changes its version with every coming and going and with nothing else', () => {
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        for (const { before, decision, after } of live(commands)) {
          const movements = eventsOf(decision).filter(({ kind }) => kind === 'joined' || kind === 'left');
          expect(after.version).toBe(before.version + movements.length);
        }
      }),
    );
  });

  it('is a fold: the same entries always make the same room, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const room = events.reduce(evolve, emptyRoom);
        expect(events.reduce(evolve, emptyRoom)).toEqual(room);
        expect(new Set(idsOf(room)).size).toBe(room.participants.length);
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

  it('says nothing in the name of somebody who is not in it', () => {
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        for (const { before, command: current, decision } of live(commands)) {
          const speaker =
            current.kind === 'signal' ? current.from : current.kind === 'updateProfile' ? current.participantId : null;
          if (speaker === null || isIn(before, speaker)) continue;
          expect(decision).toEqual({ kind: 'refused', refusal: 'not-here' });
        }
      }),
    );
  });

  it('carries a signal to those who are in it, untouched, and drops one for anybody else', () => {
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        for (const { before, command: current, decision, after } of live(commands)) {
          if (current.kind !== 'signal' || !isIn(before, current.from)) continue;
          expect(after).toBe(before);
          expect(decision).toEqual({ kind: 'decided', events: isIn(before, current.to) ? [current] : [] });
        }
      }),
    );
  });

  it('lets everybody leave, once', () => {
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        for (const { before, command: current, decision } of live(commands)) {
          if (current.kind !== 'leave') continue;
          expect(eventsOf(decision)).toHaveLength(isIn(before, current.participantId) ? 1 : 0);
          expect(decision.kind).toBe('decided');
        }
      }),
    );
  });

  it('takes several commands as if they came one after the other, or none of them', () => {
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
