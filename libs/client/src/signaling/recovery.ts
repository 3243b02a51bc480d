import type { CallError, CallErrorCode } from '../errors/call-error.ts';

/**
 * What an error of the signaling leads to, once somebody is in the room.
 * - `resume`: the next stream goes on where this one ended, whenever it can be had.
 * - `renew`: the session is of no more use; the next stream is to begin with a Welcome.
 * - `end`: the call is over, because trying again leads to the same.
 */
export type Recovery = 'resume' | 'renew' | 'end';

const RECOVERIES: Record<CallErrorCode, Recovery> = {
  'connection-lost': 'resume',
  'server-unreachable': 'resume',
  'server-stopping': 'resume',
  'server-busy': 'resume',
  'store-unavailable': 'resume',
  // Whatever broke in the server, the media go on, and it may be whole again in a moment.
  internal: 'resume',
  'session-ended': 'renew',
  superseded: 'end',
  'room-full': 'end',
  'origin-refused': 'end',
  'invalid-argument': 'end',
  'too-many-calls': 'end',
  'insecure-context': 'end',
  'unsupported-browser': 'end',
};

export function recoveryFrom({ code }: CallError): Recovery {
  return RECOVERIES[code];
}
