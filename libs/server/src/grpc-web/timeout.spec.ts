import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atDeadline, NO_DEADLINE, parseTimeout } from './timeout.ts';

describe('parseTimeout', () => {
  it.each([
    ['2H', 7_200_000],
    ['3M', 180_000],
    ['4S', 4_000],
    ['5m', 5],
    ['6000u', 6],
    ['7000000n', 7],
    ['0S', 0],
    ['99999999H', 359_999_996_400_000],
  ])('%s is %d ms', (header, milliseconds) => {
    expect(parseTimeout(header)).toBeCloseTo(milliseconds, 6);
  });

  it.each(['', '5', 'S', '-1S', '1.5S', '1s', '123456789S', ' 1S', '1S 1S', '1x'])('refuses "%s"', (header) => {
    expect(() => parseTimeout(header)).toThrowError(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});

describe('atDeadline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const day = 24 * 3_600_000;
  it.each([
    ['at once when it is over', -5, 0],
    ['on time', 1_500, 1_500],
    ['on time beyond the longest delay of a timer', 60 * day, 60 * day],
  ])('calls back %s', (_, inMs, afterMs) => {
    const expired = vi.fn();
    atDeadline(Date.now() + inMs, expired);
    vi.advanceTimersByTime(Math.max(0, afterMs - 1));
    if (afterMs > 0) expect(expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(expired).toHaveBeenCalledTimes(1);
  });

  it('can be called off, also after the timer was set anew', () => {
    const expired = vi.fn();
    const stop = atDeadline(Date.now() + 60 * day, expired);
    vi.advanceTimersByTime(50 * day);
    stop();
    vi.advanceTimersByTime(20 * day);
    expect(expired).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sets no timer where there is no deadline', () => {
    atDeadline(NO_DEADLINE, () => {});
    expect(vi.getTimerCount()).toBe(0);
    expect(new Date(NO_DEADLINE).getTime()).toBe(NO_DEADLINE);
  });
});
