import type { RoomCommand } from './command.ts';
import type { RoomEvent } from './event.ts';
import { evolve, isIn, type Room } from './room.ts';

/** Why a command cannot be. */
export type Refusal =
  /** The room has as many participants as it may have. */
  | 'room-full'
  /** Who wants to join is in the room. */
  | 'already-here'
  /** Who wants to say something is not in the room. */
  | 'not-here';

/** What comes of a command: entries for the log (possibly none), or a refusal. */
export type Decision =
  | { readonly kind: 'decided'; readonly events: readonly RoomEvent[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const decided = (...events: RoomEvent[]): Decision => ({ kind: 'decided', events });
const refused = (refusal: Refusal): Decision => ({ kind: 'refused', refusal });

/** Decides one command. Pure. */
export function decide(room: Room, command: RoomCommand): Decision {
  switch (command.kind) {
    case 'join':
      if (isIn(room, command.participant.id)) return refused('already-here');
      if (room.participants.length >= command.capacity) return refused('room-full');
      return decided({ kind: 'joined', participant: command.participant });
    case 'updateProfile':
      if (!isIn(room, command.participantId)) return refused('not-here');
      return decided({ kind: 'updated', participantId: command.participantId, profile: command.profile });
    case 'signal':
      if (!isIn(room, command.from)) return refused('not-here');
      // Whoever it is for may have left while it was on its way: that is nobody's error.
      if (!isIn(room, command.to)) return decided();
      return decided({ kind: 'signal', from: command.from, to: command.to, signal: command.signal });
    case 'leave':
      if (!isIn(room, command.participantId)) return decided();
      return decided({ kind: 'left', participantId: command.participantId, reason: command.reason });
  }
}

/** Decides commands one after the other, each in the room that the ones before it make; all of them or none. */
export function decideAll(room: Room, commands: readonly RoomCommand[]): Decision {
  const events: RoomEvent[] = [];
  let current = room;
  for (const command of commands) {
    const decision = decide(current, command);
    if (decision.kind === 'refused') return decision;
    events.push(...decision.events);
    current = decision.events.reduce(evolve, current);
  }
  return { kind: 'decided', events };
}
