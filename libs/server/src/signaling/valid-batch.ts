import { type ClientMessage, LIMITS, type SendRequest } from '@rtc-call/contract';
import type { RoomCommand } from '@rtc-call/room';
import { invalidArgument } from './invalid-argument.ts';
import type { Session } from './session.ts';
import { validProfile } from './valid-join.ts';

/** What a batch asks for. */
export interface Batch {
  readonly sequence: number;
  /** What the room is told, in order. */
  readonly commands: readonly RoomCommand[];
  /** Whether a heartbeat is answered in it. */
  readonly signOfLife: boolean;
}

/** A batch of a session, checked as a whole. */
export function validBatch({ sequence, messages }: SendRequest, session: Session): Batch {
  if (sequence < 1) throw invalidArgument('sequence', 'must be 1 or more');
  if (messages.length < 1 || messages.length > LIMITS.messagesPerBatch) {
    throw invalidArgument('messages', `must hold 1 to ${LIMITS.messagesPerBatch} messages`);
  }
  const commands = messages.flatMap((message, index) => command(message, `messages[${index}]`, session));
  const signOfLife = messages.some(({ message }) => message.oneofKind === 'heartbeatAnswer');
  return { sequence, commands, signOfLife };
}

function command({ message }: ClientMessage, field: string, session: Session): RoomCommand[] {
  const { participantId } = session;
  switch (message.oneofKind) {
    case 'signal': {
      const { to, signal } = message.signal;
      if (to === '') throw invalidArgument(`${field}.signal.to`, 'must be the id of a participant');
      if (to === participantId) throw invalidArgument(`${field}.signal.to`, 'must be another participant');
      if (signal === undefined) throw invalidArgument(`${field}.signal.signal`, 'must be set');
      return [{ kind: 'signal', from: participantId, to, signal }];
    }
    case 'profile':
      return [{ kind: 'updateProfile', participantId, profile: validProfile(message.profile, `${field}.profile`) }];
    case 'heartbeatAnswer': {
      const { id } = message.heartbeatAnswer;
      if (id < 1 || id > session.lastHeartbeat) {
        throw invalidArgument(`${field}.heartbeat_answer.id`, 'must be the id of a heartbeat of this session');
      }
      return [];
    }
    case undefined:
      throw invalidArgument(`${field}.message`, 'exactly one must be set');
  }
}
