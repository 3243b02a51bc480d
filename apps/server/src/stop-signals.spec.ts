import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchStopSignals } from './stop-signals.ts';

function setUp() {
  const signals = new EventEmitter();
  const ends: number[] = [];
  const clock = { now: 1000 };
  const stop = watchStopSignals(
    signals,
    (code) => ends.push(code),
    () => clock.now,
  );
  const later = (signal: string) => {
    clock.now += 2000;
    signals.emit(signal);
  };
  return { signals, ends, clock, stop, later };
}

it.each([
  ['SIGINT', true],
  ['SIGTERM', false],
])('stops by %s; in a hurry: %s', async (signal, hurried) => {
  const { signals, stop, ends } = setUp();
  signals.emit(signal);
  expect(await stop.asked).toBe(signal);
  expect(stop.hurry.aborted).toBe(hurried);
  expect(ends).toEqual([]);
});

it('takes what comes at the same moment for the same wish', () => {
  const { signals, clock, stop, ends } = setUp();
  signals.emit('SIGTERM');
  clock.now += 100;
  signals.emit('SIGTERM');
  signals.emit('SIGINT');
  expect(stop.hurry.aborted).toBe(false);
  expect(ends).toEqual([]);
});

it.each(['SIGINT', 'SIGTERM'])('hurries by a later %s, and ends at once by one after that', (signal) => {
  const { stop, ends, later } = setUp();
  later('SIGTERM');
  later(signal);
  expect(stop.hurry.aborted).toBe(true);
  expect(ends).toEqual([]);
  later('SIGTERM');
  expect(ends).toEqual([143]);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('ends at once by a %s after SIGINT', (signal, code) => {
  const { ends, later } = setUp();
  later('SIGINT');
  later(signal);
  expect(ends).toEqual([code]);
});
