import { measureRepair, REPAIR_CASES } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { hasLab, useLab } from './support/labs.ts';

/**
 * What is promised is a median of 2 s (`npm run bench`). One run on a busy machine may take longer, but not as long as a
 * browser that is left to itself. In milliseconds.
 */
const BACK_WITHIN_MS = 5_000;
/** Until the page is in touch with a server that was out of reach for a while, and then has a new link. In milliseconds. */
const BACK_WITH_SIGNALING_WITHIN_MS = 10_000;

describe.skipIf(!hasLab())('a call comes through when, in its middle,', () => {
  const lab = useLab();

  it.each(REPAIR_CASES)('$title', async ({ fault, moment, title }) => {
    const { call, control, replacements, disturbances } = await measureRepair(lab(), { fault, moment, cure: 'none' });
    const seen = JSON.stringify({ call, control, replacements });
    console.log(`${title}: pictures ${inWords(call.repairedMs)}; without repair ${inWords(control.repairedMs)}`);

    expect(disturbances, seen).toEqual([]);
    const limit = moment === 'no-signaling' ? BACK_WITH_SIGNALING_WITHIN_MS : BACK_WITHIN_MS;
    expect(call.repairedMs ?? Infinity, seen).toBeLessThan(limit);
    if (fault.effect === 'path-is-dead') {
      // What is repaired was broken: the control, to which the same happened, comes back later or not at all.
      expect(control.repairedMs ?? Infinity, seen).toBeGreaterThan(call.repairedMs ?? Infinity);
      // An ICE restart that is on its way already may be sooner.
      if (moment !== 'renegotiation') expect(Math.min(...replacements), seen).toBeGreaterThan(0);
    }
    // Where the path only loses packets there is nothing that another link would make better.
    if (fault.effect === 'path-is-bad') expect(replacements, seen).toEqual([0, 0]);
  });
});

function inWords(repairedMs: number | null): string {
  if (repairedMs === null) return 'had not come back by then';
  return repairedMs === 0 ? 'never stopped' : `were back after ${Math.round(repairedMs)} ms`;
}
