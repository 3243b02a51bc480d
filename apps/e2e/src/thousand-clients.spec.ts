import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { Crowd } from './support/crowd.ts';
import { RoundTrips } from './support/round-trips.ts';
import { useServers } from './support/servers.ts';

const CLIENTS = 1_000;
const ROOM_SIZE = 10;

/**
 * Full jitter tries at once, and then waits no longer than four seconds between two tries. Whoever the server did not
 * serve at once it serves at the next try, and a busy one answers that within a second. In milliseconds.
 */
const ALL_BACK_WITHIN_MS = 4_000 + 1_000;

/** How much slower signaling in another call may be in that time, by its median. */
const SLOWED_AT_MOST = 2;

/** A page whose Send is not answered for so long takes the connection for dead, in milliseconds. */
const SEND_PATIENCE_MS = 1_000;

const servers = useServers();
let crowd: Crowd | null = null;
let roundTrips: RoundTrips | null = null;
afterEach(() => {
  crowd?.end();
  roundTrips?.end();
});

it('a thousand clients that are cut off at once are all back in time, and another call hardly notices', async () => {
  const server = await servers.start('--room-capacity', String(ROOM_SIZE));
  crowd = await Crowd.gather(server.url, CLIENTS, ROOM_SIZE);
  roundTrips = await RoundTrips.between(server.url, 'another-call');

  const back = crowd.back();
  crowd.cut();
  const meanwhile = await roundTrips.measure(back);
  const backAfterMs = await back;
  expect(backAfterMs).toBeLessThanOrEqual(ALL_BACK_WITHIN_MS);
  const usual = await roundTrips.measure(delay(backAfterMs));
  expect(median(meanwhile), 'the median in milliseconds').toBeLessThanOrEqual(median(usual) * SLOWED_AT_MOST);
  expect(Math.max(...meanwhile), 'the longest in milliseconds').toBeLessThanOrEqual(SEND_PATIENCE_MS);
});

it('a thousand clients whose server is killed are all back in time after it was started again', async () => {
  const server = await servers.start('--room-capacity', String(ROOM_SIZE));
  crowd = await Crowd.gather(server.url, CLIENTS, ROOM_SIZE);
  const back = crowd.back();
  await server.end('SIGKILL');
  await server.startAgain();
  const upAt = performance.now();
  await back;
  expect(performance.now() - upAt).toBeLessThanOrEqual(ALL_BACK_WITHIN_MS);
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
