import { type ClientMessage, LIMITS, type SendRequest } from '@rtc-call/contract';
import type { RoomCommand } from '../command.ts';
import { invalidArgument } from './invalid-argument.ts';
import { validProfile } from './valid-join.ts';

/** What the room is told by a batch of a participant, in order. Checked as a whole; heartbeats' answers tell it nothing. */
export function validBatch({ sequence, messages }: SendRequest, participantId: string): readonly RoomCommand[] {
  if (sequence < 1) throw invalidArgument('sequence', 'must be 1 or more');
  if (messages.length < 1 || messages.length > LIMITS.messagesPerBatch) {
    throw invalidArgument('messages', `must hold 1 to ${LIMITS.messagesPerBatch} messages`);
  }
  return messages.flatMap((message, index) => command(message, `messages[${index}]`, participantId));
}

function command({ message }: ClientMessage, field: string, participantId: string): RoomCommand[] {
  switch (message.oneofKind) {
    case 'signal': {
      const { to, toIncarnation, signal } = message.signal;
      if (to === '') throw invalidArgument(`${field}.signal.to`, 'must be the id of a participant');
      if (to === participantId) throw invalidArgument(`${field}.signal.to`, 'must be another participant');
      if (signal === undefined) throw invalidArgument(`${field}.signal.signal`, 'must be set');
      return [{ kind: 'signal', from: participantId, to, toIncarnation, signal }];
    }
    case 'profile':
      return [{ kind: 'updateProfile', participantId, profile: validProfile(message.profile, `${field}.profile`) }];
    case 'heartbeatAnswer':
      if (message.heartbeatAnswer.id < 1) {
        throw invalidArgument(`${field}.heartbeat_answer.id`, 'must be the id of a heartbeat');
      }
      return [];
    case undefined:
      throw invalidArgument(`${field}.message`, 'exactly one must be set');
  }
}
