import { describe, expect, it } from 'vitest';
import {
  ANOTHER_SESSION,
  answer,
  away,
  heartbeat,
  HEARTBEAT_MS,
  profile,
  resumed,
  resumeElsewhere,
  SESSION,
  signal,
  unknown,
  welcome,
} from './testing/responses.ts';
import { SessionRun, opened, moving } from './testing/session-run.ts';

describe('an open session', () => {
  it('delivers events that follow one another, whatever was left out between', () => {
    const run = opened().receive(away(20, 7));
    expect(run.types).toEqual(['watch', 'deliver']);
    expect(run.receive(away(33, 20)).types).toEqual(['watch', 'deliver']);
  });

  it('drops what it has seen', () => {
    expect(opened().receive(away(20, 7)).receive(away(20, 7)).types).toEqual(['watch']);
  });

  it('passes over an event that it does not know, but remembers its position', () => {
    const run = opened().receive(unknown({ position: 8, previous: 7 }));
    expect(run.types).toEqual(['watch']);
    expect(run.receive(away(9, 8)).types).toEqual(['watch', 'deliver']);
  });

  it('answers a heartbeat at once', () => {
    const run = opened().receive(heartbeat(3));
    expect(run.last('send')).toMatchObject({
      session: SESSION,
      patienceMs: 1_000,
      batch: { sequence: 1, messages: [answer(3)] },
    });
  });

  it('sends one batch at a time, and the next when that is acknowledged', () => {
    const run = opened().say(signal('a'));
    expect(run.types).toEqual(['send']);
    expect(run.say(signal('b')).types).toEqual([]);
    run.acknowledge();
    expect(run.last('send').batch).toEqual({ sequence: 2, messages: [signal('b')] });
  });

  it('takes an acknowledgement once', () => {
    const run = opened().say(signal('a')).say(signal('b'));
    const { run: first } = run.last('send');
    run.acknowledge(first);
    expect(run.acknowledge(first).types).toEqual([]);
    expect(run.state).toMatchObject({ outbox: { inFlight: { sequence: 2 } } });
  });
});

describe('a server that asks to be left', () => {
  it('is read until the next stream has answered, and what comes twice is dropped', () => {
    const run = opened();
    const { run: old } = run.last('open');
    run.receive(resumeElsewhere());
    expect(run.types).toEqual(['watch', 'open', 'watch']);
    expect(run.last('open')).toMatchObject({ pool: 1, resume: { position: 7 } });
    expect(run.receive(away(8, 7), old).types).toEqual(['watch', 'deliver']);
    expect(run.receive(resumed()).state.name).toBe('open');
    expect(run.receive(away(8, 7)).types).toEqual(['watch']);
    expect(run.receive(heartbeat(1)).types).toEqual(['watch', 'send']);
    expect(run.receive(away(9, 8)).types).toEqual(['watch', 'deliver']);
    expect(run.receive(away(10, 9), old).types).toEqual([]);
  });

  it('is still sent to, over fresh connections', () => {
    expect(moving().say(signal('a')).last('send')).toMatchObject({ pool: 1, session: SESSION });
  });

  it('may end its stream first, which tells nobody of a break', () => {
    const run = opened();
    const { run: old } = run.last('open');
    run.receive(resumeElsewhere()).end('server-stopping', old);
    expect(run.types).toEqual(['notice']);
    expect(run.receive(resumed()).types).toEqual(['watch']);
  });

  it('is read on while others cannot be reached', () => {
    const run = opened();
    const { run: old } = run.last('open');
    run.receive(resumeElsewhere()).end('server-unreachable');
    expect(run.types).toEqual(['wait']);
    expect(run.receive(away(8, 7), old).types).toEqual(['watch', 'deliver']);
    expect(run.retry().last('open').resume).toMatchObject({ position: 8 });
  });

  it('does not vouch for those that cannot be reached', () => {
    const run = moving().say(signal('a')).acknowledge().end('server-unreachable');
    expect(run.types).toEqual(['wait']);
  });

  it('asks in vain a second time', () => {
    const run = opened();
    const { run: old } = run.last('open');
    expect(run.receive(resumeElsewhere()).receive(resumeElsewhere(), old).types).toEqual(['watch']);
  });

  it('does not hide with its welcome a profile that was said since', () => {
    const run = moving()
      .say(profile('newest'))
      .acknowledge()
      .receive(welcome({}, { session: ANOTHER_SESSION }));
    expect(run.last('send')).toMatchObject({
      session: ANOTHER_SESSION,
      batch: { sequence: 1, messages: [profile('newest')] },
    });
  });

  it('is not told again of a profile that the stream was asked for with', () => {
    const run = moving().say(profile('newest')).acknowledge().end('server-unreachable').retry();
    expect(run.receive(welcome({}, { session: ANOTHER_SESSION })).types).toEqual(['watch', 'welcome']);
  });
});

it('hears of silence only as long as the server says', () => {
  const run = new SessionRun().open().receive(welcome({}, { heartbeatIntervalMs: HEARTBEAT_MS * 2 }));
  expect(run.last('watch').silenceMs).toBe(16_000);
});
