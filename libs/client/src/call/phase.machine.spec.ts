import { describe, expect, it } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import { nextPhase, type PhaseInput } from './phase.machine.ts';
import type { CallPhase } from './snapshot.ts';

const error = new CallError('room-full', 'The room is full.');
const PHASES = {
  idle: { name: 'idle' },
  joining: { name: 'joining' },
  joined: { name: 'joined', since: 5 },
  left: { name: 'left' },
  failed: { name: 'failed', error },
} satisfies Record<string, CallPhase>;
const INPUTS = {
  join: { type: 'join' },
  welcomed: { type: 'welcomed', at: 5 },
  leave: { type: 'leave' },
  fault: { type: 'fault', error },
} satisfies Record<string, PhaseInput>;

const TABLE: Record<keyof typeof PHASES, Record<keyof typeof INPUTS, keyof typeof PHASES>> = {
  idle: { join: 'joining', welcomed: 'idle', leave: 'idle', fault: 'idle' },
  joining: { join: 'joining', welcomed: 'joined', leave: 'left', fault: 'failed' },
  joined: { join: 'joined', welcomed: 'joined', leave: 'left', fault: 'failed' },
  left: { join: 'joining', welcomed: 'left', leave: 'left', fault: 'left' },
  failed: { join: 'joining', welcomed: 'failed', leave: 'failed', fault: 'failed' },
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
