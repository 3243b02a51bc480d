import { type IceConfiguration, IceTransportPolicy } from '@rtc-call/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { IceServers } from './ice-servers.driver.ts';
import { ANSWER_WITHIN_MS } from './refresh-policy.ts';
import type { IceRtcConfiguration } from './rtc-configuration.ts';

let clock: FakeClock;
let iceServers: IceServers;
/** When the server was asked. */
let asked: number[];
let told: IceRtcConfiguration[];
let answer: (signal: AbortSignal) => Promise<IceConfiguration>;

/** When those of ten minutes are refreshed, in milliseconds. */
const DUE_MS = 380_000;

/** Those that the server gives at this moment. */
const fresh = (validForSeconds = 600): IceConfiguration => ({
  servers: [{ urls: ['turn:turn.example'], username: `${clock.now()}`, credential: 'secret' }],
  validForSeconds,
  transportPolicy: IceTransportPolicy.UNSPECIFIED,
});

const usernames = () => told.map(({ iceServers: [server] }) => server?.username);

beforeEach(() => {
  clock = new FakeClock();
  asked = [];
  told = [];
  answer = async () => fresh();
  iceServers = new IceServers({
    clock,
    // Every wait takes the mean of its bounds.
    random: { next: () => 0.5, secret: () => '' },
    ask: (signal) => {
      asked.push(clock.now());
      return answer(signal);
    },
    changed: (configuration) => told.push(configuration),
  });
});

describe('the ICE servers of a stay', () => {
  it('are never expired in an hour, and asked for no more than nine times', async () => {
    iceServers.give(fresh());
    for (let minute = 0; minute < 60; minute += 1) {
      await clock.advanceAsync(60_000);
      const [server] = iceServers.configuration.iceServers;
      expect(clock.now() - Number(server?.username)).toBeLessThan(600_000);
    }
    expect(asked.length).toBeGreaterThanOrEqual(8);
    expect(asked.length).toBeLessThanOrEqual(9);
    expect(usernames()).toEqual(['0', ...asked.map(String)]);
  });

  it('serve on while the server refuses, and are asked for until it does not', async () => {
    answer = () => Promise.reject(new Error('refused'));
    iceServers.give(fresh());
    await clock.advanceAsync(600_000);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked[0]).toBe(DUE_MS);
    expect(usernames()).toEqual(['0']);
    answer = async () => fresh();
    await clock.advanceAsync(30_000);
    expect(told).toHaveLength(2);
  });

  it('are asked for again when no answer comes in time, and a late one is dropped', async () => {
    const slow = Promise.withResolvers<IceConfiguration>();
    let isAbandoned = false;
    answer = (signal) => {
      signal.addEventListener('abort', () => {
        isAbandoned = true;
      });
      answer = async () => fresh();
      return slow.promise;
    };
    iceServers.give(fresh());
    await clock.advanceAsync(DUE_MS + ANSWER_WITHIN_MS + 1_000);
    expect(isAbandoned).toBe(true);
    expect(asked).toHaveLength(2);
    slow.resolve(fresh(1));
    await clock.advanceAsync(0);
    expect(usernames()).toEqual(['0', String(asked[1])]);
  });

  it('are asked for at once when the page has overslept', async () => {
    iceServers.give(fresh());
    iceServers.wake();
    await clock.advanceAsync(300_000);
    iceServers.wake();
    expect(asked).toEqual([]);
    await clock.advanceAsync(59_999);
    // A page that sleeps has no timers: the clock only shows how late it is when it wakes.
    clock.now = () => 5_000_000;
    iceServers.wake();
    expect(asked).toEqual([5_000_000]);
  });

  it('are asked for no more when the stay is over, and no answer is told', async () => {
    const slow = Promise.withResolvers<IceConfiguration>();
    answer = () => slow.promise;
    iceServers.give(fresh());
    await clock.advanceAsync(DUE_MS);
    iceServers.close();
    slow.resolve(fresh());
    await clock.advanceAsync(3_600_000);
    expect(asked).toHaveLength(1);
    expect(told).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});
