import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { Pace } from './pace.ts';

function crowd(atOnce: number, everyMs: number) {
  const clock = new VirtualClock();
  const pace = new Pace(clock, { atOnce, everyMs });
  const went: string[] = [];
  const come = (names: string) => {
    for (const name of names) void pace.turn().then(() => went.push(`${name} at ${clock.now()}`));
  };
  return { clock, come, went };
}

describe('the pace', () => {
  it('lets who comes alone go on at once', async () => {
    const { clock, come, went } = crowd(1, 2);
    come('a');
    await clock.advance(2);
    come('b');
    await clock.advance(0);
    expect(went).toEqual(['a at 0', 'b at 2']);
    expect(clock.timerCount).toBe(0);
  });

  it('lets a crowd go on one by one, in its order', async () => {
    const { clock, come, went } = crowd(2, 10);
    come('abcd');
    await clock.advance(19);
    come('e');
    await clock.advance(100);
    expect(went).toEqual(['a at 0', 'b at 0', 'c at 10', 'd at 20', 'e at 30']);
    come('fgh');
    await clock.advance(10);
    expect(went.slice(5)).toEqual(['f at 119', 'g at 119', 'h at 129']);
  });
});
