import { LeaveReason } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { MemoryLog } from './memory-log.ts';
import { submit } from './submit.ts';
import { CONTRACT_WINDOW, describeLog } from './testing/index.ts';

describeLog('MemoryLog', async () => ({ log: new MemoryLog(CONTRACT_WINDOW) }));

describe('MemoryLog', () => {
  const leave = { kind: 'leave', participantId: 'a', reason: LeaveReason.LEFT } as const;

  it('holds no room that was only asked about', async () => {
    const log = new MemoryLog();
    await log.state('r');
    await submit(log, 'r', [leave]);
    await log.append('r', { events: [] });
    expect(log.roomCount).toBe(0);
  });

  it('holds a room while somebody is in it', async () => {
    const log = new MemoryLog();
    await submit(log, 'r', [{ kind: 'join', participant: { id: 'a' }, capacity: 1 }]);
    expect(log.roomCount).toBe(1);
    await submit(log, 'r', [leave]);
    expect(log.roomCount).toBe(0);
  });

  it('holds an empty room until its last reader is gone', async () => {
    const log = new MemoryLog();
    await submit(log, 'r', [{ kind: 'join', participant: { id: 'a' }, capacity: 1 }]);
    const reading = new AbortController();
    const entries = log.read('r', await log.state('r'), { signal: reading.signal });
    const pending = entries.next();
    await submit(log, 'r', [leave]);
    await pending;
    expect(log.roomCount).toBe(1);
    reading.abort();
    expect((await entries.next()).done).toBe(true);
    expect(log.roomCount).toBe(0);
  });
});
