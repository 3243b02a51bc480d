import type { CallPhase } from '@rtc-call/client';

/** How long "reconnecting" must have stood to have been noticed, so that its end is worth a word; in milliseconds. */
export const NOTICED_AFTER_MS = 1_000;

/** How long it is then said that the server is reached again, in milliseconds. */
export const RESTORED_FOR_MS = 3_000;

/**
 * What there is to say about the connection to the call server.
 * - `steady`: nothing. There is no call, or it is reached.
 * - `reconnecting`: it is not reached, since this moment.
 * - `restored`: it is reached again, which is said until this moment.
 *
 * Moments are milliseconds of one clock.
 */
export type Reconnection =
  | { readonly name: 'steady' }
  | { readonly name: 'reconnecting'; readonly sinceMs: number }
  | { readonly name: 'restored'; readonly untilMs: number };

export const STEADY: Reconnection = { name: 'steady' };

/** What there is to say now; the same object where nothing has changed. */
export function followConnection(before: Reconnection, phase: CallPhase, nowMs: number): Reconnection {
  if (phase.name !== 'joined') return STEADY;
  if (phase.connection === 'reconnecting') {
    return before.name === 'reconnecting' ? before : { name: 'reconnecting', sinceMs: nowMs };
  }
  switch (before.name) {
    case 'steady':
      return before;
    case 'reconnecting':
      if (nowMs - before.sinceMs < NOTICED_AFTER_MS) return STEADY;
      return { name: 'restored', untilMs: nowMs + RESTORED_FOR_MS };
    case 'restored':
      return nowMs < before.untilMs ? before : STEADY;
  }
}
