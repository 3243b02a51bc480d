import { describe, expect, it } from 'vitest';
import { ANOTHER_SESSION, welcome } from './testing/responses.ts';
import { SessionRun, opened, broken, waiting, moving } from './testing/session-run.ts';

describe('leaving', () => {
  const left = (run: SessionRun) => run.put({ type: 'leave' });

  it.each<[string, () => SessionRun, readonly string[]]>([
    ['before anything began', () => new SessionRun(), ['close']],
    ['from the room', opened, ['leave', 'close']],
    ['between two tries', waiting, ['leave', 'close']],
    ['from a hidden page', () => opened().put({ type: 'hide' }), ['leave', 'close']],
  ])('%s tells the server, where it knows of somebody', (_name, begin, types) => {
    const run = left(begin());
    expect(run.state).toEqual({ name: 'closed', error: null });
    expect(run.types).toEqual(types);
    expect(left(run).types).toEqual([]);
  });

  it.each<[string, () => SessionRun, readonly string[]]>([
    ['the way in', () => new SessionRun().open(), ['close', 'watch']],
    ['the way back', broken, ['leave', 'close', 'watch']],
    ['the way elsewhere', moving, ['leave', 'close', 'watch']],
  ])('on %s is said once more to the server that lets the participant in after all', (_name, begin, types) => {
    const run = left(begin());
    expect(run.types).toEqual(types);
    run.receive(welcome({}, { session: ANOTHER_SESSION }));
    expect(run.effects).toMatchObject([{ type: 'leave', session: ANOTHER_SESSION, mayReturn: false }]);
    expect(run.state.name).toBe('closed');
  });

  it.each<[string, (run: SessionRun) => SessionRun]>([
    ['fails', (run) => run.end()],
    ['does not answer', (run) => run.silence()],
  ])('on the way in is over when the server %s', (_name, happens) => {
    const run = happens(left(new SessionRun().open()));
    expect(run.state).toEqual({ name: 'closed', error: null });
    expect(run.types).toEqual([]);
  });
});
