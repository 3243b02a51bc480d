import { expect, test } from 'vitest';
import { SeededRandom } from './seeded-random.ts';
import { FakeClock } from './fake-clock.ts';

test('what falls due runs in order, each at its own time, and of two for the same time the first that was set', () => {
  const random = new SeededRandom(7);
  const clock = new FakeClock(1_000);
  const ran: string[] = [];
  const delays = Array.from({ length: 200 }, () => random.below(50));
  for (const [index, delay] of delays.entries()) clock.after(delay, () => ran.push(`${clock.now()} ${index}`));
  clock.advance(50);
  const expected = delays
    .map((delay, index) => ({ at: 1_000 + delay, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  expect(ran).toEqual(expected.map(({ at, index }) => `${at} ${index}`));
  expect(clock.now()).toBe(1_050);
});

test('what is cancelled does not run, and cancelling late does no harm', () => {
  const clock = new FakeClock();
  const ran: string[] = [];
  const cancelFirst = clock.after(1, () => ran.push('first'));
  const cancelSecond = clock.after(2, () => ran.push('second'));
  cancelSecond();
  cancelSecond();
  expect(clock.pending).toBe(1);
  clock.advance(2);
  cancelFirst();
  expect(ran).toEqual(['first']);
  expect(clock.pending).toBe(0);
});

test('a timer that sets another is followed by it in the same turn', () => {
  const clock = new FakeClock();
  const ran: number[] = [];
  const tick = () => {
    ran.push(clock.now());
    if (ran.length < 3) clock.after(10, tick);
  };
  clock.after(10, tick);
  clock.advance(25);
  expect(ran).toEqual([10, 20]);
  clock.advance(5);
  expect(ran).toEqual([10, 20, 30]);
});

test('turned asynchronously, promises settle between the timers', async () => {
  const clock = new FakeClock();
  const seen: string[] = [];
  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  const walk = async () => {
    await Promise.resolve();
    for (let step = 1; step <= 3; step += 1) {
      await pause(10);
      seen.push(`${step} at ${clock.now()}`);
    }
  };
  const done = walk();
  await clock.advanceAsync(30);
  await done;
  expect(seen).toEqual(['1 at 10', '2 at 20', '3 at 30']);
});
