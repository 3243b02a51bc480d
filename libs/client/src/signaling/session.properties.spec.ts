import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batch, isSignal, overflows } from './outbox.ts';
import { transition } from './session.machine.ts';
import { runsOf } from './session.runs.ts';
import { INITIAL_SESSION, type SessionState } from './session.state.ts';
import type { SessionEffect, SessionInput } from './session.step.ts';
import { INPUT_COUNT, type InputDraft, inputDrafts, inputOf } from './testing/arbitrary-input.ts';
import { welcome } from './testing/responses.ts';

interface Step {
  readonly before: SessionState;
  readonly input: SessionInput;
  readonly after: SessionState;
  readonly effects: readonly SessionEffect[];
}

/** Most sessions come into the room before anything else happens. */
const BEGINNINGS: readonly (readonly SessionInput[])[] = [
  [{ type: 'open', resumeToken: 'old' }],
  ...Array.from({ length: 3 }, (): SessionInput[] => [
    { type: 'open', resumeToken: null },
    { type: 'received', run: 1, response: welcome() },
  ]),
];

function play(beginning: readonly SessionInput[], drafts: readonly InputDraft[]): Step[] {
  let before = INITIAL_SESSION;
  return [...beginning, ...drafts].map((draft) => {
    const input = 'ahead' in draft ? inputOf(draft, before) : draft;
    const { state: after, effects } = transition(before, input);
    const step = { before, input, after, effects };
    before = after;
    return step;
  });
}

/** Holds for whatever happens, in whatever order. */
function always(check: (steps: readonly Step[]) => void, { seed }: { seed?: number } = {}): void {
  const drafts = fc.array(inputDrafts, { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(fc.constantFrom(...BEGINNINGS), drafts, (beginning, then) => check(play(beginning, then))),
    { numRuns: 500, ...(seed !== undefined && { seed }) },
  );
}

const has = (effects: readonly SessionEffect[], type: SessionEffect['type']) =>
  effects.some((effect) => effect.type === type);

describe('whatever happens to a session', () => {
  it('meets every state with every input', () => {
    const met = new Set<string>();
    const count = ({ before, input }: Step) => met.add(`${before.name} ${input.type}`);
    // How many meet is a matter of chance, so that chance is held still.
    always((steps) => steps.forEach(count), { seed: 3 });
    for (const name of ['entering', 'open', 'resuming', 'moving', 'suspended', 'departing', 'closed']) {
      const inputs = [...met].filter((pair) => pair.startsWith(`${name} `));
      expect(inputs, `inputs that met "${name}"`).toHaveLength(INPUT_COUNT);
    }
  });

  it('ends once, and then nothing is told or done but a last farewell', () => {
    always((steps) => {
      const end = steps.findIndex(({ effects }) => has(effects, 'close'));
      const after = end < 0 ? [] : steps.slice(end + 1).flatMap(({ effects }) => effects);
      expect(after.every(({ type }) => type === 'leave')).toBe(true);
      const closed = steps.findIndex(({ before }) => before.name === 'closed');
      expect(closed < 0 ? [] : steps.slice(closed).flatMap(({ effects }) => effects)).toEqual([]);
    });
  });

  it('has its position go on only, but for a welcome', () => {
    always((steps) => {
      for (const { before, after, effects } of steps) {
        if (!('place' in before) || !('place' in after) || has(effects, 'welcome')) continue;
        expect(after.place.position).toBeGreaterThanOrEqual(before.place.position);
        expect(after.place.epoch).toBe(before.place.epoch);
      }
    });
  });

  it('delivers an event only with a position that is new', () => {
    always((steps) => {
      for (const { before, after, effects } of steps) {
        if (!has(effects, 'deliver')) continue;
        if (!('place' in before) || !('place' in after)) throw new Error('delivered without a place');
        expect(after.place.position).toBeGreaterThan(before.place.position);
      }
    });
  });

  it('sends the batches of a session in sequence, and one that is not acknowledged as it was', () => {
    always((steps) => {
      let unacknowledged: Batch | null = null;
      let next = 1;
      for (const { before, input, effects } of steps) {
        const isAcknowledged = input.type === 'acknowledged' && 'sending' in before && before.sending === input.run;
        if (isAcknowledged || has(effects, 'welcome')) unacknowledged = null;
        if (has(effects, 'welcome')) next = 1;
        for (const effect of effects) {
          if (effect.type !== 'send') continue;
          if (unacknowledged === null) expect(effect.batch.sequence).toBe(next++);
          else expect(effect.batch).toEqual(unacknowledged);
          unacknowledged = effect.batch;
        }
      }
    });
  });

  it('takes up what was acknowledged only once, and what was not only when it has to be sent', () => {
    always((steps) => {
      for (const { after } of steps) {
        if (!('sending' in after)) continue;
        expect(after.sending === null).toBe(after.outbox.inFlight === null);
      }
    });
  });

  it('begins no run that it does not wait for, and none twice', () => {
    always((steps) => {
      let newest = 0;
      for (const { after, effects } of steps) {
        const awaited = runsOf(after);
        for (const effect of effects) {
          if (!('run' in effect)) continue;
          expect(awaited).toContain(effect.run);
          if (effect.type === 'watch') continue;
          expect(effect.run).toBeGreaterThan(newest);
          newest = effect.run;
        }
      }
    });
  });

  it('drops what comes of a run that is over', () => {
    always((steps) => {
      for (const { before, input, after, effects } of steps) {
        if (!('run' in input) || runsOf(before).includes(input.run)) continue;
        expect(after).toBe(before);
        expect(effects).toEqual([]);
      }
    });
  });

  it('keeps no signals for a session that is of no more use, and never more than may wait', () => {
    always((steps) => {
      for (const { after } of steps) {
        if (!('outbox' in after)) continue;
        expect(overflows(after.outbox)).toBe(false);
        if (!('place' in after) || !after.place.needsWelcome) continue;
        expect(after.outbox.inFlight).toBeNull();
        expect(after.outbox.waiting.filter(({ message }) => isSignal(message))).toEqual([]);
      }
    });
  });

  it('tells the call each change of its connection, and no other', () => {
    always((steps) => {
      const told = steps.flatMap(({ effects }) =>
        effects.flatMap((effect) => (effect.type === 'connection' ? [effect.connection] : [])),
      );
      expect(told).toEqual(told.map((_, index) => (index % 2 === 0 ? 'reconnecting' : 'online')));
    });
  });
});
