import { describe, expect, it } from 'vitest';
import { resumed, SESSION, signal } from './testing/responses.ts';
import { SessionRun, opened, broken, waiting, moving } from './testing/session-run.ts';

describe('a page that is hidden', () => {
  const hidden = (run: SessionRun) => run.put({ type: 'hide' });

  it.each<[string, () => SessionRun]>([
    ['open', opened],
    ['resuming', broken],
    ['moving', moving],
  ])('says that it may be back, when it was %s', (_name, begin) => {
    const run = hidden(begin());
    expect(run.state.name).toBe('suspended');
    expect(run.types).toEqual(['leave']);
    expect(run.last('leave')).toMatchObject({ session: SESSION, mayReturn: true });
    expect(hidden(run).types).toEqual([]);
  });

  it('comes back from the cache as it was', () => {
    const run = hidden(opened().say(signal('a')))
      .say(signal('b'))
      .put({ type: 'show' });
    expect(run.types).toEqual(['open', 'watch', 'notice']);
    expect(run.last('open').resume).toMatchObject({ position: 7 });
    run.receive(resumed());
    expect(run.last('send').batch).toEqual({ sequence: 1, messages: [signal('a')] });
  });

  it('tries the way in again when it was still on it', () => {
    const run = hidden(new SessionRun().open());
    expect(run.types).toEqual([]);
    expect(run.put({ type: 'show' }).last('open').resume).toBeNull();
    expect(hidden(new SessionRun().open('old')).put({ type: 'show' }).last('open').resume?.token).toBe('old');
  });

  it('still knows when it comes back that the call was told of reconnecting', () => {
    const run = hidden(waiting()).put({ type: 'show' });
    expect(run.types).toEqual(['open', 'watch']);
    expect(run.receive(resumed()).effects).toContainEqual({ type: 'connection', connection: 'online' });
  });
});
