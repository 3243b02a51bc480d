/** The golden angle: however many lines there are, their hues stay apart. */
const STEP = 137.5;

/** Where the hues begin: the accent's blue. */
const FIRST = 262;

/** The hue of a participant's line, by its place among the participants, in degrees of OKLCH. */
export function hueOf(index: number): number {
  return (FIRST + index * STEP) % 360;
}
