import type { CallPhase } from '@rtc-call/client';
import { expect, it } from 'vitest';
import { followConnection, NOTICED_AFTER_MS, RESTORED_FOR_MS, STEADY } from './reconnection.ts';

const online: CallPhase = { name: 'joined', since: 0, connection: 'online' };
const reconnecting: CallPhase = { ...online, connection: 'reconnecting' };
const outside: CallPhase = { name: 'left' };

const after = (...steps: readonly (readonly [phase: CallPhase, atMs: number])[]) =>
  steps.reduce((state, [phase, atMs]) => followConnection(state, phase, atMs), STEADY);

it('says nothing of a call that has never lost its server', () => {
  expect(after([online, 10], [online, 20])).toBe(STEADY);
});

it('counts from the moment the server was lost', () => {
  expect(after([reconnecting, 10], [reconnecting, 500])).toEqual({ name: 'reconnecting', sinceMs: 10 });
});

it('says so for a while when the server is back, and then no more', () => {
  const back = [
    [reconnecting, 10],
    [online, 10 + NOTICED_AFTER_MS],
  ] as const;
  const untilMs = 10 + NOTICED_AFTER_MS + RESTORED_FOR_MS;
  expect(after(...back)).toEqual({ name: 'restored', untilMs });
  expect(after(...back, [online, untilMs - 1]).name).toBe('restored');
  expect(after(...back, [online, untilMs])).toBe(STEADY);
});

it('passes over what was too short to be noticed', () => {
  expect(after([reconnecting, 10], [online, 10 + NOTICED_AFTER_MS - 1])).toBe(STEADY);
});

it('takes it back when the server is lost once more', () => {
  expect(after([reconnecting, 0], [online, 2_000], [reconnecting, 2_500])).toEqual({
    name: 'reconnecting',
    sinceMs: 2_500,
  });
});

it('forgets it outside the room', () => {
  expect(after([reconnecting, 0], [outside, 2_000], [online, 2_001])).toBe(STEADY);
});
