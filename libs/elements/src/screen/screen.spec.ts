import { CallError, type CallPhase } from '@rtc-call/client';
import { expect, it } from 'vitest';
import { isReturning, type Screen, screenOf } from './screen.ts';

it.each<{ phase: CallPhase; screen: Screen; returning: boolean }>([
  { phase: { name: 'idle' }, screen: 'lobby', returning: false },
  { phase: { name: 'joining', returning: false }, screen: 'lobby', returning: false },
  { phase: { name: 'joining', returning: true }, screen: 'call', returning: true },
  { phase: { name: 'joined', since: 0, connection: 'online' }, screen: 'call', returning: false },
  { phase: { name: 'joined', since: 0, connection: 'reconnecting' }, screen: 'call', returning: false },
  { phase: { name: 'left' }, screen: 'left', returning: false },
  { phase: { name: 'failed', error: new CallError('internal', 'It broke.') }, screen: 'error', returning: false },
])('$phase → $screen', ({ phase, screen, returning }) => {
  expect(screenOf(phase)).toBe(screen);
  expect(isReturning(phase)).toBe(returning);
});
