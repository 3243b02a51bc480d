/**
 * Pictures that come later than this after the one before have stopped, in milliseconds: several times as long as
 * between two of the small pictures, also on a busy machine.
 */
export const STOPPED_AFTER_MS = 500;

/** How pictures flowed around a fault. */
export interface FrameFlow {
  /** The longest time without one, in milliseconds; also one that goes on. */
  readonly longestGapMs: number;
  /** When they flowed again for good, in milliseconds since the epoch: `struckAt` if they never stopped, null if they have not yet. */
  readonly resumedAt: number | null;
}

/**
 * @param frames when each was seen, from before `struckAt` on.
 * @param struckAt when the fault began.
 * @param now until when frames would be among `frames`.
 */
export function frameFlow(frames: readonly number[], struckAt: number, now: number): FrameFlow {
  let longestGapMs = 0;
  let resumedAt: number | null = struckAt;
  let last = struckAt;
  for (const at of [...frames.filter((frame) => frame > struckAt), now]) {
    longestGapMs = Math.max(longestGapMs, at - last);
    if (at - last > STOPPED_AFTER_MS) resumedAt = at === now ? null : at;
    last = at;
  }
  return { longestGapMs, resumedAt };
}
