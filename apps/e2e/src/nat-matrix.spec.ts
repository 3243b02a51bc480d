import { carrierOf, measureCell, NAT_CELLS } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { hasLab, useLab } from './support/labs.ts';

/** Audio alone is 50 packets a second each way. */
const CARRIES_PACKETS = 40;
/** Checks of paths that are kept in reserve. */
const SPARE_PACKETS = 20;

describe.skipIf(!hasLab())('a call between two people', () => {
  const lab = useLab();

  it.each(NAT_CELLS)('finds the best path there is: $title → $path', async (cell) => {
    const { firstFrameMs, path, ends, traffic } = await measureCell(lab(), cell);
    console.log(`${cell.title}: ${path}, first remote frame after ${Math.round(firstFrameMs)} ms`);

    const seen = JSON.stringify({ ends, traffic });
    expect(path, seen).toBe(cell.path);
    expect(ends.map(({ relayProtocol }) => relayProtocol).filter((protocol) => protocol !== null)).toEqual(
      cell.path === 'relay' ? expect.arrayContaining([expect.any(String)]) : [],
    );
    const carriers = {
      west: carrierOf(traffic.west, CARRIES_PACKETS),
      east: carrierOf(traffic.east, CARRIES_PACKETS),
    };
    expect(carriers, seen).toEqual(cell.carriers);
    if (path === 'relay') expect(traffic.turn.fromPeers, seen).toBeGreaterThan(CARRIES_PACKETS);
    else expect(traffic.turn.fromPeers, seen).toBeLessThan(SPARE_PACKETS);
  });
});
