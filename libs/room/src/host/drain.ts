import type { Clock } from './clock.ts';
import type { RoomStreams } from './room-streams.ts';

/**
 * Asks the client of each open stream to resume elsewhere, one after the other
 * within a time. Resolves when the time is over, or no stream is left. Who comes
 * back to this host meanwhile is served, and not asked again.
 */
export async function drain(streams: RoomStreams, clock: Clock, overMs: number): Promise<void> {
  const over = new AbortController();
  const asked = [...streams];
  const cancels = asked.map((stream, index) => clock.after((overMs * index) / asked.length, () => stream.move()));
  cancels.push(clock.after(overMs, () => over.abort()));
  while (streams.count > 0 && !over.signal.aborted) await streams.closed.wait(over.signal);
  for (const cancel of cancels) cancel();
}
