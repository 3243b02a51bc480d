import { Welcome } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import type { CallErrorCode } from '../errors/call-error.ts';
import { WAITING_LIMITS } from './outbox.ts';
import { SUSPECT_EVERY_MS } from './reconnect-policy.ts';
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
import { SessionRun } from './testing/session-run.ts';

const opened = () => new SessionRun().open().receive(welcome());
const broken = () => opened().end();
const waiting = () => broken().end();
const moving = () => opened().receive(resumeElsewhere());
const overflowing = (run: SessionRun) => {
  for (let count = 0; count <= WAITING_LIMITS.messages; count += 1) run.say(signal(`n${count}`));
  return run;
};

describe('the way in', () => {
  it('asks for a stream, and opens with the welcome', () => {
    const run = new SessionRun().open();
    expect(run.effects).toEqual([{ type: 'open', run: 1, pool: 0, resume: null }]);
    run.receive(welcome());
    expect(run.state.name).toBe('open');
    expect(run.types).toEqual(['watch', 'welcome']);
    expect(run.last('watch')).toEqual({ type: 'watch', run: 1, silenceMs: 11_000 });
    expect(run.last('welcome')).toMatchObject({ epoch: 'e', welcome: { participantId: 'me' } });
  });

  it('shows with its token alone who a reloaded page was', () => {
    const run = new SessionRun().open('old');
    expect(run.last('open').resume).toEqual({ token: 'old', epoch: '', position: 0 });
    expect(run.types).toEqual(['open', 'watch']);
  });

  it.each<CallErrorCode>(['server-unreachable', 'room-full', 'server-busy', 'internal'])(
    'is not tried again by itself when it fails with %s',
    (code) => {
      const run = new SessionRun().open().end(code);
      expect(run.state).toMatchObject({ name: 'closed', error: { code } });
      expect(run.types).toEqual(['close']);
    },
  );

  it('is tried again after a reload, and tells of no reconnecting, because nobody was connected', () => {
    const run = new SessionRun().open('old').end('server-unreachable');
    expect(run.effects).toEqual([{ type: 'wait', run: 2, belowMs: 250 }]);
    run.retry().receive(welcome());
    expect(run.types).toEqual(['watch', 'welcome']);
  });

  it.each<CallErrorCode>(['room-full', 'superseded', 'invalid-argument'])('is over after a reload by %s', (code) => {
    expect(new SessionRun().open('old').end(code).state).toMatchObject({ name: 'closed', error: { code } });
  });

  it('keeps a profile that is said meanwhile; signals have nobody to go to yet', () => {
    const run = new SessionRun().open().say(profile('me')).say(signal('a'));
    expect(run.types).toEqual([]);
    run.receive(welcome());
    expect(run.last('send').batch).toEqual({ sequence: 1, messages: [profile('me')] });
  });

  it.each([
    ['something else', heartbeat(1)],
    ['a welcome to no session', { ...welcome(), event: { oneofKind: 'welcome' as const, welcome: Welcome.create() } }],
    ['going on, for somebody who was not there', resumed()],
  ])('fails when the server begins with %s', (_name, response) => {
    expect(new SessionRun().open().receive(response).state).toMatchObject({ error: { code: 'internal' } });
  });
});

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

describe('media that stall', () => {
  it('are believed at most once in five seconds', () => {
    const run = opened().put({ type: 'suspect', at: 0 }).receive(resumed());
    expect(run.put({ type: 'suspect', at: SUSPECT_EVERY_MS - 1 }).state.name).toBe('open');
    expect(run.put({ type: 'suspect', at: SUSPECT_EVERY_MS }).state.name).toBe('resuming');
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

it('hears of silence only as long as the server says', () => {
  const run = new SessionRun().open().receive(welcome({}, { heartbeatIntervalMs: HEARTBEAT_MS * 2 }));
  expect(run.last('watch').silenceMs).toBe(22_000);
});
