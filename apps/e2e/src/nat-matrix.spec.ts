import { CARRIES_PACKETS, measureCell, NAT_CELLS, pathInWords } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { hasLab, useLab } from './support/labs.ts';

/** Checks of paths that are kept in reserve. */
const SPARE_PACKETS = 20;

describe.skipIf(!hasLab())('a call between two people', () => {
  const lab = useLab();

  it.each(NAT_CELLS)('finds the best path there is: $title → $path', async (cell) => {
    const outcome = await measureCell(lab(), cell);
    console.log(`${cell.title}: ${pathInWords(outcome)}, first frame after ${Math.round(outcome.firstFrameMs)} ms`);

    const { path, carriers, ends, traffic, connections } = outcome;
    const seen = JSON.stringify({ ends, traffic });
    expect({ path, carriers }, seen).toMatchObject({ path: cell.path, carriers: cell.carriers });
    // What connects them at first stays, also where it has looked for a better path.
    expect(connections, seen).toEqual([1, 1]);
    if (path === 'relay') expect(traffic.turn.fromPeers, seen).toBeGreaterThan(CARRIES_PACKETS);
    else expect(traffic.turn.fromPeers, seen).toBeLessThan(SPARE_PACKETS);
  });
});
