import { describe, expect, it } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import { nextPhase, type PhaseInput } from './phase.machine.ts';
import type { CallPhase } from './snapshot.ts';

const error = new CallError('room-full', 'The room is full.');
const PHASES = {
  idle: { name: 'idle' },
  joining: { name: 'joining', returning: false },
  returning: { name: 'joining', returning: true },
  joined: { name: 'joined', since: 5, connection: 'online' },
  cutOff: { name: 'joined', since: 5, connection: 'reconnecting' },
  left: { name: 'left' },
  failed: { name: 'failed', error },
} satisfies Record<string, CallPhase>;
const INPUTS = {
  join: { type: 'join', returning: false },
  return: { type: 'join', returning: true },
  welcomed: { type: 'welcomed', at: 5 },
  lost: { type: 'connection', connection: 'reconnecting' },
  back: { type: 'connection', connection: 'online' },
  leave: { type: 'leave' },
  fault: { type: 'fault', error },
} satisfies Record<string, PhaseInput>;

const TABLE: Record<keyof typeof PHASES, Record<keyof typeof INPUTS, keyof typeof PHASES>> = {
  idle: {
    join: 'joining',
    return: 'returning',
    welcomed: 'idle',
    lost: 'idle',
    back: 'idle',
    leave: 'idle',
    fault: 'idle',
  },
  joining: {
    join: 'joining',
    return: 'joining',
    welcomed: 'joined',
    lost: 'joining',
    back: 'joining',
    leave: 'left',
    fault: 'failed',
  },
  returning: {
    join: 'returning',
    return: 'returning',
    welcomed: 'joined',
    lost: 'returning',
    back: 'returning',
    leave: 'left',
    fault: 'failed',
  },
  joined: {
    join: 'joined',
    return: 'joined',
    welcomed: 'joined',
    lost: 'cutOff',
    back: 'joined',
    leave: 'left',
    fault: 'failed',
  },
  cutOff: {
    join: 'cutOff',
    return: 'cutOff',
    welcomed: 'cutOff',
    lost: 'cutOff',
    back: 'joined',
    leave: 'left',
    fault: 'failed',
  },
  left: {
    join: 'joining',
    return: 'returning',
    welcomed: 'left',
    lost: 'left',
    back: 'left',
    leave: 'left',
    fault: 'left',
  },
  failed: {
    join: 'joining',
    return: 'returning',
    welcomed: 'failed',
    lost: 'failed',
    back: 'failed',
    leave: 'failed',
    fault: 'failed',
  },
};

describe('the phase of a call', () => {
  for (const [phase, row] of Object.entries(TABLE)) {
    for (const [input, expected] of Object.entries(row)) {
      it(`${phase} and ${input} make ${expected}`, () => {
        const next = nextPhase(PHASES[phase as keyof typeof PHASES], INPUTS[input as keyof typeof INPUTS]);
        expect(next).toEqual(PHASES[expected]);
      });
    }
  }
});
