import { describe, expect, it } from 'vitest';
import { BoundedEvents } from './bounded-events.ts';
import { eventAt, LINK, manyReports } from './testing/call-events.ts';

/** Room for about five events of the beginning and five of the end. */
const LIMITS = { first: 1_000, last: 1_000 };

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
    const events = new BoundedEvents(LIMITS);
    const content = { kind: 'offer', sdp: 'x'.repeat(900) } as const;
    const offer = eventAt(0, { type: 'signal', direction: 'sent', negotiationId: 'p1', content, ...LINK });
    events.add(offer);
    expect(events.all).toEqual([{ type: 'omitted', at: 0, count: 1 }]);
  });

  it('count what was omitted from a recording before', () => {
    const events = new BoundedEvents({ first: 0, last: 200 });
    events.add(eventAt(1, { type: 'omitted', count: 7 }));
    for (const event of manyReports(2)) events.add(event);
    expect(events.all[0]).toMatchObject({ type: 'omitted', count: 8 });
  });
});
