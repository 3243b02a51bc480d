import { describe, expect, it } from 'vitest';
import { BoundedEvents } from './bounded-events.ts';
import { candidateView } from './candidate-view.ts';
import { eventWeight } from './event-weight.ts';
import { BACKLOG_LIMITS } from './limits.ts';
import { eventAt, LINK, manyReports } from './testing/call-events.ts';

const [heaviest] = manyReports(1_000).slice(-1);
if (heaviest === undefined) throw new Error('There is no event.');
/** Room for five events of the beginning and five of the end. */
const LIMITS = { first: 5 * eventWeight(heaviest), last: 5 * eventWeight(heaviest) };

function kept(count: number) {
  const events = new BoundedEvents(LIMITS);
  for (const event of manyReports(count)) events.add(event);
  return events.all;
}

describe('bounded events', () => {
  it('keep all there are while these are few', () => {
    expect(kept(10)).toEqual(manyReports(10));
  });

  it('keep the beginning and the newest, and say how many are missing between them', () => {
    const all = manyReports(1_000);
    expect(kept(1_000)).toEqual([...all.slice(0, 5), { type: 'omitted', at: 994, count: 990 }, ...all.slice(995)]);
  });

  it('weigh a description by its length', () => {
    const events = new BoundedEvents({ first: 1_000, last: 1_000 });
    const content = { kind: 'offer', sdp: 'x'.repeat(1_000) } as const;
    const offer = eventAt(0, { type: 'signal', direction: 'sent', negotiationId: 'p1', content, ...LINK });
    events.add(offer);
    expect(events.all).toEqual([{ type: 'omitted', at: 0, count: 1 }]);
  });

  it.each([60, 60_000])('hold no more than their limits of candidates with %d characters each', (length) => {
    const events = new BoundedEvents(BACKLOG_LIMITS);
    const line = `candidate:${'x'.repeat(length)} 1 udp 1 203.0.113.9 9 typ host`;
    for (let at = 0; at < 10_000; at += 1) {
      const content = { kind: 'candidate', candidate: candidateView(line) } as const;
      events.add(eventAt(at, { type: 'signal', direction: 'received', negotiationId: 'p1', content, ...LINK }));
    }
    const kept = JSON.stringify(events.all).length;
    expect(kept).toBeLessThan(1.2 * (BACKLOG_LIMITS.first + BACKLOG_LIMITS.last));
    expect(kept).toBeGreaterThan(0.8 * (BACKLOG_LIMITS.first + BACKLOG_LIMITS.last));
  });

  it('count what was omitted from a recording before', () => {
    const events = new BoundedEvents({ first: 0, last: LIMITS.last / 5 });
    events.add(eventAt(1, { type: 'omitted', count: 7 }));
    for (const event of manyReports(2)) events.add(event);
    expect(events.all[0]).toMatchObject({ type: 'omitted', count: 8 });
  });
});
