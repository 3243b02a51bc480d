import { describe } from 'vitest';
import { describeAppending } from './appending.ts';
import { describeDeadlines } from './deadlines.ts';
import { describeLives } from './lives.ts';
import type { MakeLog } from './log-under-test.ts';
import { describeReading } from './reading.ts';
import { describeSending } from './sending.ts';
import { describeServers } from './servers.ts';

export { type LogUnderTest, type MakeLog, SUITE_WINDOW } from './log-under-test.ts';

/**
 * What every RoomLog does, as tests (vitest). `make` gives an empty log for each
 * of them, made with SUITE_WINDOW.
 */
export function describeLog(name: string, make: MakeLog): void {
  describe(`${name} is a room log`, () => {
    describeAppending(make);
    describeSending(make);
    describeDeadlines(make);
    describeReading(make);
    describeLives(make);
    describeServers(make);
  });
}
