import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { untilStopped } from './stop-signals.ts';

function setUp() {
  const signals = new EventEmitter();
  const ends: number[] = [];
  const clock = { now: 1000 };
  const stopped = untilStopped(
    signals,
    (code) => ends.push(code),
    () => clock.now,
  );
  return { signals, ends, clock, stopped };
}

it.each(['SIGINT', 'SIGTERM'])('stops by %s', async (signal) => {
  const { signals, stopped, ends } = setUp();
  signals.emit(signal);
  expect(await stopped).toBe(signal);
  expect(ends).toEqual([]);
});

it('takes what comes at the same moment for the same wish', () => {
  const { signals, clock, ends } = setUp();
  signals.emit('SIGINT');
  clock.now += 100;
  signals.emit('SIGINT');
  signals.emit('SIGTERM');
  expect(ends).toEqual([]);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('ends at once by a later %s', (signal, code) => {
  const { signals, clock, ends } = setUp();
  signals.emit('SIGINT');
  clock.now += 2000;
  signals.emit(signal);
  expect(ends).toEqual([code]);
});
