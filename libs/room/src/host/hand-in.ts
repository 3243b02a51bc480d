import { ErrorCode, LeaveReason, type LeaveRequest, type SendRequest, type SendResponse } from '@rtc-call/contract';
import type { RoomCommand } from '../command.ts';
import type { Terms } from '../deadline.ts';
import type { RoomLog } from '../log.ts';
import { submit } from '../submit.ts';
import { unknownSession } from './failures.ts';
import type { Ticket } from './identities.ts';
import { RoomError } from './room-error.ts';
import { validBatch } from './valid-batch.ts';

interface Into {
  readonly log: RoomLog;
  readonly terms: Terms;
}

/** Brings a batch of whoever has the ticket into the log, once, which is also a sign of life. */
export async function handIn(ticket: Ticket, request: SendRequest, { log, terms }: Into): Promise<SendResponse> {
  const { room, participantId, sessionId } = ticket;
  const { sequence } = request;
  const commands = validBatch(request, participantId);
  const outcome = await submit(log, room, terms, () => ({
    commands,
    from: { participant: participantId, session: sessionId, seq: sequence },
    present: participantId,
  }));
  switch (outcome.kind) {
    case 'appended':
      return { acknowledged: sequence };
    case 'duplicate':
      return { acknowledged: outcome.lastSeq };
    case 'gap':
      if (outcome.lastSeq < 0) throw unknownSession();
      throw new RoomError(
        ErrorCode.SEQUENCE_GAP,
        `sequence: ${sequence} is not the next one. Send ${outcome.lastSeq + 1} first.`,
      );
    case 'refused':
      throw unknownSession();
    case 'not-over':
      throw new Error('A batch waits for no deadline');
  }
}

/**
 * Takes whoever has the ticket out of the room, or marks it as away. Who is not there any more stays so; and so does who
 * has come back since, as far as being away goes.
 */
export async function takeLeave(
  ticket: Ticket,
  { mayReturn, attempt = 0 }: Pick<LeaveRequest, 'mayReturn' | 'attempt'>,
  { log, terms }: Into,
): Promise<void> {
  const { room, participantId, incarnation } = ticket;
  const command: RoomCommand = mayReturn
    ? { kind: 'goAway', participantId, incarnation, attempt }
    : { kind: 'leave', participantId, incarnation, reason: LeaveReason.LEFT };
  await submit(log, room, terms, () => ({ commands: [command] }));
}
