import { LeaveReason, type Participant, Signal } from '@rtc-call/contract';
import type { AppendOrigin } from '../log.ts';
import type { RoomEvent } from '../event.ts';

/** Somebody of this id, in its first incarnation. */
export const person = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  incarnation: `${id}-1`,
  seat: 1,
  arrived: 1,
  away: false,
  profile: { displayName: id, microphoneOn: true, cameraOn: false },
  ...more,
});

export const joined = (id: string): RoomEvent => ({ kind: 'joined', participant: person(id) });

export const left = (participantId: string, keepsPlace = false): RoomEvent => ({
  kind: 'left',
  participantId,
  reason: LeaveReason.LEFT,
  keepsPlace,
});

/** A signal, told apart from others by its negotiation id. */
export const signal = (from: string, to: string, negotiationId: string, sdp = ''): RoomEvent => ({
  kind: 'signal',
  from,
  to,
  toIncarnation: '',
  signal: Signal.create({
    negotiationId,
    payload: { oneofKind: 'description', description: { type: 1, sdp, media: [] } },
  }),
});

export const signals = (count: number): RoomEvent[] =>
  Array.from({ length: count }, (_, n) => signal('a', 'a', String(n)));

/** The batch of this number of a participant's session. */
export const origin = (participant: string, seq: number, session = 'first'): AppendOrigin => ({
  participant,
  session,
  seq,
});
