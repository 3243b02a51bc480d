import { describe, expect, it } from 'vitest';
import { SUSPECT_EVERY_MS } from './reconnect-policy.ts';
import { resumed } from './testing/responses.ts';
import { opened } from './testing/session-run.ts';

describe('media that stall', () => {
  it('are believed at most once in five seconds', () => {
    const run = opened().put({ type: 'suspect', at: 0 }).receive(resumed());
    expect(run.put({ type: 'suspect', at: SUSPECT_EVERY_MS - 1 }).state.name).toBe('open');
    expect(run.put({ type: 'suspect', at: SUSPECT_EVERY_MS }).state.name).toBe('resuming');
  });
});
