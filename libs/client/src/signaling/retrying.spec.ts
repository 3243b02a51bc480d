import { describe, expect, it } from 'vitest';
import type { CallErrorCode } from '../errors/call-error.ts';
import { ANOTHER_SESSION, away, heartbeat, profile, resumed, signal, welcome } from './testing/responses.ts';
import { SessionRun, opened, broken, waiting } from './testing/session-run.ts';

describe('the way back', () => {
  const asBefore = { resume: { token: 'r1', epoch: 'e', position: 7 } };

  it('begins at once when the stream ends, from the last position seen, over the same connections', () => {
    const run = opened().receive(away(20, 7)).end();
    expect(run.types).toEqual(['open', 'watch', 'notice']);
    expect(run.last('open')).toMatchObject({ pool: 0, resume: { position: 20 } });
    expect(run.last('watch').silenceMs).toBe(2_000);
  });

  it.each<[string, (run: SessionRun) => SessionRun]>([
    ['the stream is silent', (run) => run.silence()],
    ['an event was lost on the way', (run) => run.receive(away(20, 8))],
    ['an event is of another epoch', (run) => run.receive(away(8, 7, 'other'))],
    ['a second welcome comes', (run) => run.receive(welcome({ position: 9 }))],
    ['a send is unanswered', (run) => run.say(signal('a')).tire()],
    ['media stall', (run) => run.put({ type: 'suspect', at: 0 })],
  ])('goes over fresh connections when %s', (_name, happens) => {
    const run = happens(opened());
    expect(run.state.name).toBe('resuming');
    expect(run.last('open')).toMatchObject({ pool: 1, ...asBefore });
  });

  it.each<[string, (run: SessionRun) => SessionRun]>([
    ['does not open in time', (run) => run.silence()],
    ['fails to open', (run) => run.end('server-unreachable')],
  ])('goes over fresh connections when a stream %s, and gives the next one longer', (_name, happens) => {
    const run = happens(broken());
    expect(run.effects).toContainEqual({ type: 'wait', run: expect.any(Number), belowMs: 250 });
    run.retry();
    expect(run.last('open').pool).toBe(1);
    expect(run.last('watch').silenceMs).toBe(4_000);
  });

  it('goes on with what the server says is the session, in sequence, sending what is unacknowledged once more', () => {
    const run = opened().say(signal('a')).say(signal('b')).end().receive(resumed());
    expect(run.types).toEqual(['watch', 'send']);
    expect(run.last('send')).toMatchObject({
      session: { id: 's1', token: 't1, newer' },
      batch: { sequence: 1, messages: [signal('a')] },
    });
    run.acknowledge();
    expect(run.last('send').batch).toEqual({ sequence: 2, messages: [signal('b')] });
    expect(run.receive(away(20, 7)).types).toEqual(['watch', 'deliver']);
    expect(run.end().last('open').resume).toMatchObject({ token: 'r1, newer', position: 20 });
  });

  it('drops what comes of the old stream and the old send', () => {
    const run = opened().say(signal('a'));
    const { run: stream } = run.last('open');
    const { run: send } = run.last('send');
    run.end();
    const { state } = run;
    run.receive(away(8, 7), stream).acknowledge(send).silence(stream).end(null, stream);
    expect(run.state).toBe(state);
  });

  it('forgets signals at another welcome, keeps the profile, and numbers from 1', () => {
    const run = opened().say(signal('a')).say(signal('b')).say(profile('me')).end();
    run.receive(welcome({ epoch: 'f', position: 2 }, { session: ANOTHER_SESSION }));
    expect(run.types).toEqual(['watch', 'welcome', 'send']);
    expect(run.last('send')).toMatchObject({
      session: ANOTHER_SESSION,
      batch: { sequence: 1, messages: [profile('me')] },
    });
    expect(run.receive(away(3, 2, 'f')).types).toEqual(['watch', 'deliver']);
  });

  it('waits for longer and longer between tries', () => {
    const run = broken();
    const bounds = Array.from({ length: 7 }, () => {
      const { belowMs } = run.end('server-unreachable').last('wait');
      run.retry();
      return belowMs;
    });
    expect(bounds).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  it('does not come at once again when the stream broke before it proved itself', () => {
    expect(broken().receive(resumed()).end().types).toEqual(['wait', 'notice']);
  });

  it.each<[string, (run: SessionRun) => SessionRun]>([
    ['a heartbeat came', (run) => run.receive(heartbeat(1))],
    ['a send was answered', (run) => run.say(signal('a')).acknowledge()],
  ])('comes at once again when %s', (_name, proves) => {
    expect(proves(broken().receive(resumed())).end().types).toEqual(['open', 'watch', 'notice']);
  });

  it('is cut short by a nudge, also where the next wait would have been long', () => {
    const run = waiting().retry().end().retry().end();
    expect(run.last('wait').belowMs).toBe(1_000);
    expect(run.put({ type: 'nudge' }).types).toEqual(['open', 'watch']);
    expect(run.end().last('wait').belowMs).toBe(250);
    expect(run.retry().put({ type: 'nudge' }).types).toEqual([]);
    expect(run.end().types).toEqual(['open', 'watch']);
  });

  it('is told when a try has failed, once', () => {
    const run = broken().end('server-unreachable');
    expect(run.effects).toContainEqual({ type: 'connection', connection: 'reconnecting' });
    expect(run.retry().end('server-unreachable').types).toEqual(['wait']);
    run.retry().receive(resumed());
    expect(run.types).toEqual(['watch', 'connection']);
    expect(run.last('connection').connection).toBe('online');
  });

  it('is told when it takes longer than a second, and not when it does not', () => {
    expect(broken().last('notice').afterMs).toBe(1_000);
    expect(broken().overdue().effects).toEqual([{ type: 'connection', connection: 'reconnecting' }]);
    expect(broken().receive(resumed()).overdue().types).toEqual([]);
  });

  it.each<CallErrorCode>(['superseded', 'room-full', 'invalid-argument', 'origin-refused'])(
    'is closed by %s, whether a stream, a try or a send fails with it',
    (code) => {
      for (const run of [opened().end(code), broken().end(code), opened().say(signal('a')).refuse(code)]) {
        expect(run.state).toMatchObject({ name: 'closed', error: { code } });
        expect(run.types).toEqual(['leave', 'close']);
      }
    },
  );

  it.each<CallErrorCode>(['server-stopping', 'server-busy', 'store-unavailable', 'internal', 'connection-lost'])(
    'is not closed by %s',
    (code) => {
      expect(opened().end(code).state.name).toBe('resuming');
      expect(broken().end(code).state.name).toBe('resuming');
      expect(opened().say(signal('a')).refuse(code).last('open')).toMatchObject(asBefore);
    },
  );

  it('asks for a welcome when the session is of no more use', () => {
    const run = opened().say(signal('a')).refuse('session-ended');
    expect(run.last('open').resume).toEqual({ token: 'r1', epoch: 'e', position: Number.MAX_SAFE_INTEGER });
    expect(run.receive(resumed()).state.name).toBe('resuming');
    run.retry().receive(welcome({}, { session: ANOTHER_SESSION }));
    expect(run.types).toEqual(['watch', 'connection', 'welcome']);
    expect(run.end().retry().last('open').resume).toMatchObject({ position: 7 });
  });

  it.each([
    ['another epoch', resumed({ epoch: 'other' })],
    ['a position that was not seen', resumed({ position: 9 })],
    ['an event', away(8, 7)],
  ])('is tried again when the server goes on at %s', (_name, response) => {
    expect(broken().receive(response).types).toEqual(['wait', 'connection']);
  });
});
