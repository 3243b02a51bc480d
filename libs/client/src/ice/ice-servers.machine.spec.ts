import { describe, expect, it } from 'vitest';
import {
  INITIAL_ICE_SERVERS,
  type IceServersEffect,
  type IceServersInput,
  type IceServersState,
  iceServersTransition,
} from './ice-servers.machine.ts';
import { LEAST_AGE_MS, MOST_AGE_MS, RETRY_WITHIN_MS } from './refresh-policy.ts';

/** What all these inputs, one after the other, come to. */
function after(...inputs: IceServersInput[]): { state: IceServersState; effects: (IceServersEffect | null)[] } {
  const effects: (IceServersEffect | null)[] = [];
  let state = INITIAL_ICE_SERVERS;
  for (const input of inputs) {
    const step = iceServersTransition(state, input);
    state = step.state;
    effects.push(step.effect);
  }
  return { state, effects };
}

const given = (seconds: number, at = 0): IceServersInput => ({ type: 'given', validForMs: seconds * 1_000, at });
const due = (run: number): IceServersInput => ({ type: 'due', run });
const failed = (run: number): IceServersInput => ({ type: 'failed', run });
const woke = (at: number): IceServersInput => ({ type: 'woke', at });
const doubted = (at: number): IceServersInput => ({ type: 'doubted', at });
const closed: IceServersInput = { type: 'closed' };

describe('ICE servers', () => {
  it.each([
    ['of ten minutes', 600, 360_000, 400_000],
    ['of a few seconds, not at once again and again', 1, LEAST_AGE_MS, LEAST_AGE_MS],
    ['of longer than a timer can take', 4_294_967_295, MOST_AGE_MS, MOST_AGE_MS],
  ])('%s are refreshed in time', (_name, seconds, atLeastMs, belowMs) => {
    expect(after(given(seconds)).effects).toEqual([{ type: 'wait', run: 1, atLeastMs, belowMs }]);
  });

  it('that do not expire are left as they are', () => {
    const { state, effects } = after(given(600), given(0), due(1), woke(1e12));
    expect(state.name).toBe('resting');
    expect(effects.slice(1)).toEqual([null, null, null]);
  });

  it('are asked for when the wait is over, and the others live as long as they are told to', () => {
    const { effects } = after(given(600), due(1), given(300, 400_000));
    expect(effects.slice(1)).toEqual([
      { type: 'ask', run: 2 },
      { type: 'wait', run: 3, atLeastMs: 180_000, belowMs: 200_000 },
    ]);
  });

  it('are asked for again and again until they come, ever less often', () => {
    const inputs: IceServersInput[] = [given(600), due(1)];
    for (let run = 2; run < 22; run += 2) inputs.push(failed(run), due(run + 1));
    const { state, effects } = after(...inputs);
    const bounds = effects.slice(2).flatMap((effect) => (effect?.type === 'wait' ? [effect.belowMs] : []));
    expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, ...Array<number>(5).fill(RETRY_WITHIN_MS)]);
    expect(state).toMatchObject({ name: 'asking', tries: 11 });
    expect(after(...inputs, given(600), due(23), failed(24)).effects.at(-1)).toMatchObject({ belowMs: 1_000 });
  });

  it.each([
    ['while they are good', [given(600), woke(359_999)], null],
    ['when they are nearly over', [given(600), woke(360_000)], { type: 'ask', run: 2 }],
    ['while they are asked for', [given(600), due(1), woke(500_000)], null],
    ['while the next try is waited for', [given(600), due(1), failed(2), woke(400_001)], { type: 'ask', run: 4 }],
    ['before there are any', [woke(0)], null],
  ])('when the page wakes %s', (_name, inputs, effect) => {
    expect(after(...inputs).effects.at(-1)).toEqual(effect);
  });

  it.each([
    ['when they have only just come', [given(600), doubted(LEAST_AGE_MS - 1)], null],
    ['when they have been there for a while', [given(600), doubted(LEAST_AGE_MS)], { type: 'ask', run: 2 }],
    ['while others are asked for', [given(600), due(1), doubted(500_000)], null],
    ['and they do not expire', [given(0), doubted(500_000)], null],
  ])('when no path was found with them %s', (_name, inputs, effect) => {
    expect(after(...inputs).effects.at(-1)).toEqual(effect);
  });

  it('know what came too late', () => {
    const welcomed = [given(600), due(1), given(600, 400_000)];
    const { state } = after(...welcomed);
    for (const late of [due(1), failed(2), due(2)]) expect(after(...welcomed, late)).toMatchObject({ state });
    expect(after(given(600), due(1), due(1)).effects.at(-1)).toBeNull();
    // A question that was given up fails while another is out.
    expect(after(given(600), due(1), given(600), due(3), failed(2)).effects.at(-1)).toBeNull();
  });

  it('are of no interest when the stay is over', () => {
    const { state, effects } = after(given(600), closed, due(1), woke(1e12), given(600));
    expect(state.name).toBe('closed');
    expect(effects.slice(1)).toEqual([null, null, null, null]);
  });
});
