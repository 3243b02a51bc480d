import { describe, expect, it } from 'vitest';
import { describeLog, SUITE_WINDOW } from './log-suite/index.ts';
import { joined, left } from './log-suite/events.ts';
import type { RoomEvent } from './event.ts';
import { MemoryLog } from './memory-log.ts';

describeLog('MemoryLog', async () => {
  let now = 0;
  return {
    log: new MemoryLog({ window: SUITE_WINDOW, now: () => now }),
    passTime: async (ms) => {
      now += ms;
    },
  };
});

describe('MemoryLog', () => {
  it('holds a room while somebody is in it or its place is kept, and none that was only asked about', async () => {
    const log = new MemoryLog();
    await log.state('r');
    await log.overdue('r');
    await log.append('r', { events: [] });
    expect(log.roomCount).toBe(0);
    const append = async (event: RoomEvent) => log.append('r', { events: [event], expectRoster: await log.state('r') });
    await append(joined('a'));
    expect(log.roomCount).toBe(1);
    await append(left('a', true));
    expect(log.roomCount).toBe(1);
    await append({ kind: 'released', participantId: 'a' });
    expect(log.roomCount).toBe(0);
  });

  it('tells the time by the platform unless it is given another', async () => {
    const log = new MemoryLog();
    const deadlines = { set: { 'presence:a': 0, 'away:a': 60_000 }, drop: [] } as const;
    await log.append('r', { events: [joined('a')], expectRoster: await log.state('r'), deadlines });
    expect(await log.overdue('r')).toEqual(['presence:a']);
  });
});
