import { describe, expect, it } from 'vitest';
import { BATCH_FAILURES } from './reconnect-policy.ts';
import { ANOTHER_SESSION, profile, resumed, signal, welcome } from './testing/responses.ts';
import { SessionRun, opened, broken, waiting, moving, overflowing } from './testing/session-run.ts';

describe('a send that is not answered', () => {
  it('may take twice as long after each that was not, until one is', () => {
    const run = opened().say(signal('a'));
    const patience = [run.last('send').patienceMs];
    for (let count = 0; count < 2; count += 1) {
      run.tire().put({ type: 'nudge' }).receive(resumed());
      patience.push(run.last('send').patienceMs);
    }
    expect(patience).toEqual([1_000, 2_000, 4_000]);
    expect(run.acknowledge().say(signal('b')).last('send').patienceMs).toBe(1_000);
  });
});

describe('a batch over which the server breaks', () => {
  /** Has the server break over the batch, and the way back lead to where it was. */
  const breakOver = (run: SessionRun) => run.refuse('internal').put({ type: 'nudge' }).receive(resumed());

  it('is sent again a few times, and then given up with its session', () => {
    const run = opened().say(signal('a')).say(signal('b'));
    for (let failures = 1; failures < BATCH_FAILURES; failures += 1) {
      breakOver(run);
      expect(run.last('send').batch).toEqual({ sequence: 1, messages: [signal('a')] });
    }
    run.refuse('internal').put({ type: 'nudge' });
    expect(run.last('open').resume).toMatchObject({ epoch: 'e', position: Number.MAX_SAFE_INTEGER });
    run.receive(welcome({}, { session: ANOTHER_SESSION }));
    expect(run.types).not.toContain('send');
    expect(run.say(signal('c')).last('send').batch).toEqual({ sequence: 1, messages: [signal('c')] });
  });

  it('is counted alone: not another batch, nor another error', () => {
    const run = opened().say(signal('a'));
    for (let failures = 1; failures < BATCH_FAILURES; failures += 1) breakOver(run);
    run.refuse('store-unavailable').put({ type: 'nudge' }).receive(resumed());
    run.acknowledge().say(signal('b'));
    for (let failures = 1; failures < BATCH_FAILURES; failures += 1) breakOver(run);
    expect(run.last('send').batch).toEqual({ sequence: 2, messages: [signal('b')] });
  });
});

describe('what waits', () => {
  it.each<[string, () => SessionRun]>([
    ['the server takes nothing', opened],
    ['the way back is tried', broken],
    ['the next try is waited for', waiting],
    ['the server asks to be left', moving],
    ['the page is hidden', () => opened().put({ type: 'hide' })],
  ])('is bounded while %s: beyond it, all is to be said again after a welcome', (_name, begin) => {
    const run = overflowing(begin().say(profile('me')));
    if (run.state.name === 'suspended') run.put({ type: 'show' });
    if (run.state.name === 'resuming' && run.state.attempt.phase === 'waiting') run.retry();
    expect(run.last('open').resume).toMatchObject({ epoch: 'e', position: Number.MAX_SAFE_INTEGER });
    expect(overflowing(run).state).toMatchObject({ name: 'resuming', outbox: { inFlight: null } });
    run.receive(welcome({}, { session: ANOTHER_SESSION }));
    expect(run.state.name).toBe('open');
    expect(run.say(signal('again')).last('send').batch.sequence).toBeLessThanOrEqual(2);
  });

  it('is what it was while the way back is tried for long', () => {
    const run = waiting().say(signal('a')).say(profile('old')).say(profile('new')).retry().receive(resumed());
    expect(run.last('send').batch.messages).toEqual([signal('a'), profile('new')]);
  });
});
