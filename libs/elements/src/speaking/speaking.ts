/**
 * The level from which sound counts as speech. Levels are root mean squares
 * from 0 to 1: a quiet room stays below 0.01, and a voice at a normal distance
 * is mostly between 0.03 and 0.2.
 */
export const SPEAKING_THRESHOLD = 0.03;

/** How long somebody still counts as speaking after the last loud moment, in milliseconds: longer than the gap between words. */
export const SPEAKING_HOLD_MS = 600;

/** Whether somebody speaks, and when it was last loud enough, in milliseconds of the same clock. */
export interface Speech {
  readonly speaking: boolean;
  readonly loudAt: number;
}

export const SILENT: Speech = { speaking: false, loudAt: Number.NEGATIVE_INFINITY };

/** What is known after one more measurement. */
export function hear(speech: Speech, level: number, nowMs: number): Speech {
  if (level >= SPEAKING_THRESHOLD) return { speaking: true, loudAt: nowMs };
  const held = speech.speaking && nowMs - speech.loudAt < SPEAKING_HOLD_MS;
  return held === speech.speaking ? speech : { ...speech, speaking: held };
}
