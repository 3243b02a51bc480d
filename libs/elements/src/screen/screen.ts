import type { CallPhase } from '@rtc-call/client';

/**
 * Which part of the interface has its turn.
 * - `lobby`: before a call, until the room is entered.
 * - `call`: people and controls. A page that was reloaded in mid-call comes
 *   back to these, with no lobby between.
 * - `left`: after a call.
 * - `error`: there is no call, or no longer, and why.
 */
export type Screen = 'lobby' | 'call' | 'left' | 'error';

/** The screen of a phase. */
export function screenOf(phase: CallPhase): Screen {
  switch (phase.name) {
    case 'idle':
      return 'lobby';
    case 'joining':
      return phase.returning ? 'call' : 'lobby';
    case 'joined':
      return 'call';
    case 'left':
      return 'left';
    case 'failed':
      return 'error';
  }
}

/** Whether a page that was reloaded in mid-call is on its way back. */
export function isReturning(phase: CallPhase): boolean {
  return phase.name === 'joining' && phase.returning;
}
