import { LeaveReason, type Participant, type Profile, Signal } from '@rtc-call/contract';
import fc from 'fast-check';
import type { Enter, RoomCommand } from '../command.ts';
import type { Deadline } from '../deadline.ts';
import { type Decision, decide } from '../decide.ts';
import type { RoomEvent } from '../event.ts';
import { emptyRoom, evolve, type Room } from '../room.ts';

/** Few of each, so that histories are likely to be about the same ones. */
export const CAPACITY = 2;
const id = fc.constantFrom('a', 'b', 'c');
const incarnation = fc.constantFrom('first', 'second');
const session = fc.constantFrom('one', 'two', 'three');
const stream = fc.constantFrom('north', 'south');
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
  attempt: fc.nat(3),
  stream,
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
export const command: fc.Arbitrary<RoomCommand> = fc.oneof(
  { arbitrary: enter, weight: 3 },
  fc.record({ kind: kind('updateProfile'), participantId: id, profile }),
  fc.record({ kind: kind('signal'), from: id, to: id, toIncarnation: fc.oneof(incarnation, fc.constant('')), signal }),
  { arbitrary: fc.record({ kind: kind('goAway'), participantId: id, incarnation, attempt: fc.nat(3) }), weight: 2 },
  fc.record({ kind: kind('leave'), participantId: id, incarnation, reason }),
  { arbitrary: fc.record({ kind: kind('expire'), deadline }), weight: 2 },
);
export const event: fc.Arbitrary<RoomEvent> = fc.oneof(
  fc.record({ kind: fc.constantFrom('joined' as const, 'updated' as const, 'returned' as const), participant }),
  fc.record({ kind: kind('away'), participantId: id, attempt: fc.nat(3) }),
  fc.record({ kind: kind('released'), participantId: id }),
  fc.record({ kind: kind('left'), participantId: id, reason, keepsPlace: fc.boolean() }),
  fc.record({
    kind: kind('attached'),
    participantId: id,
    stream,
    session,
    attempt: fc.nat(3),
    cameWith: fc.option(incarnation),
  }),
  fc.record({ kind: kind('settled') }),
  fc.record({ kind: kind('signal'), from: id, to: id, toIncarnation: incarnation, signal }),
);

export const eventsOf = (decision: Decision) => (decision.kind === 'decided' ? decision.events : []);
export const idsOf = (room: Room) => room.participants.map((present) => present.id);
export const keptIdsOf = (room: Room) => room.kept.map(({ participantId }) => participantId);

export interface Step {
  readonly before: Room;
  readonly command: RoomCommand;
  readonly decision: Decision;
  readonly after: Room;
}

/** The rooms that a history passes through, each with what was decided in it. */
export function* live(commands: readonly RoomCommand[]): Generator<Step> {
  let room = emptyRoom;
  for (const current of commands) {
    const decision = decide(room, current);
    const after = eventsOf(decision).reduce(evolve, room);
    yield { before: room, command: current, decision, after };
    room = after;
  }
}

/** Checks each step of any history. */
export function always(check: (step: Step) => void): void {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40, size: 'max' }), (commands) => {
      for (const step of live(commands)) check(step);
    }),
    { numRuns: 300 },
  );
}
