import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { promisesSettled } from '../testing/promises-settled.ts';
import { ASK_AGAIN_MS, ASK_FOR_MS, Inquiry, OTHERS_TAKE_MS, QUESTIONS_AT_ONCE } from './inquiry.ts';

interface Question extends PromiseWithResolvers<void> {
  readonly signal: AbortSignal;
}

let clock: FakeClock;
let questions: Question[];
let inquiry: Inquiry;

beforeEach(() => {
  clock = new FakeClock();
  questions = [];
  const ask = (signal: AbortSignal) => {
    const question = { ...Promise.withResolvers<void>(), signal };
    signal.addEventListener('abort', () => question.reject(new DOMException('Aborted', 'AbortError')));
    questions.push(question);
    return question.promise;
  };
  inquiry = new Inquiry(ask, clock);
});

const open = () => questions.filter(({ signal }) => !signal.aborted);

describe('an inquiry', () => {
  it('ends with the first answer, also to a question of earlier, and asks no more', async () => {
    const outcome = inquiry.ask();
    await clock.advanceAsync(2 * ASK_AGAIN_MS);
    expect(questions).toHaveLength(3);
    questions[0]?.resolve();
    await expect(outcome).resolves.toBe('answered');
    expect(open()).toHaveLength(3);
    questions[1]?.resolve();
    await clock.advanceAsync(OTHERS_TAKE_MS);
    expect(questions.map(({ signal }) => signal.aborted)).toEqual([false, false, true]);
    expect(clock.pending).toBe(0);
  });

  it('is over when all questions are answered', async () => {
    void inquiry.ask();
    await clock.advanceAsync(ASK_AGAIN_MS);
    for (const question of questions) question.resolve();
    await promisesSettled();
    expect(clock.pending).toBe(0);
  });

  it('ends with an error', async () => {
    const outcome = inquiry.ask();
    questions[0]?.reject(new TypeError('Failed to fetch'));
    await expect(outcome).resolves.toBe('failed');
    expect(clock.pending).toBe(0);
  });

  it('has no more questions open than may be, and does not take its own giving up for an error', async () => {
    const over = vi.fn();
    void inquiry.ask().then(over);
    for (let asked = 0; asked < 2 * QUESTIONS_AT_ONCE; asked += 1) void inquiry.ask();
    await promisesSettled();
    expect(open()).toHaveLength(QUESTIONS_AT_ONCE);
    expect(questions.at(-1)?.signal.aborted).toBe(false);
    expect(over).not.toHaveBeenCalled();
  });

  it('goes on for a while after somebody last wanted to know', async () => {
    const over = vi.fn();
    void inquiry.ask();
    await clock.advanceAsync(ASK_FOR_MS - ASK_AGAIN_MS);
    void inquiry.ask().then(over);
    await clock.advanceAsync(ASK_FOR_MS - ASK_AGAIN_MS);
    expect(over).not.toHaveBeenCalled();
    await clock.advanceAsync(ASK_AGAIN_MS);
    expect(over).toHaveBeenCalledExactlyOnceWith('unanswered');
    expect(clock.pending).toBe(0);
    expect(open()).toEqual([]);
  });
});
