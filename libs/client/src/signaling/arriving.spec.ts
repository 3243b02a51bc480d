import { Welcome } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import type { CallErrorCode } from '../errors/call-error.ts';
import { heartbeat, profile, resumed, signal, welcome } from './testing/responses.ts';
import { SessionRun } from './testing/session-run.ts';

describe('the way in', () => {
  it('asks for a stream, and opens with the welcome', () => {
    const run = new SessionRun().open();
    expect(run.effects).toEqual([{ type: 'open', run: 1, pool: 0, resume: null }]);
    run.receive(welcome());
    expect(run.state.name).toBe('open');
    expect(run.types).toEqual(['watch', 'welcome']);
    expect(run.last('watch')).toEqual({ type: 'watch', run: 1, silenceMs: 8_000 });
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
