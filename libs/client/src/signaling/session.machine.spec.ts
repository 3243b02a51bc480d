import type { JoinResponse } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import {
  INITIAL_SESSION,
  type SessionEffect,
  type SessionInput,
  type SessionState,
  transition,
  WAITING_LIMIT,
} from './session.machine.ts';

const session = { id: 's', token: 't' };
const received = (event: JoinResponse['event'], at: Partial<Omit<JoinResponse, 'event'>> = {}): SessionInput => ({
  type: 'received',
  response: { epoch: 'e', position: 7, previous: 7, ...at, event },
});
const welcome = received(
  {
    oneofKind: 'welcome',
    welcome: {
      session,
      participantId: 'me',
      participants: [],
      capacity: 6,
      heartbeatIntervalMs: 5_000,
      resumeToken: '',
    },
  },
  { previous: 0 },
);
const left = (position: number, previous: number) =>
  received(
    { oneofKind: 'participantLeft', participantLeft: { participantId: 'b', reason: 1 } },
    { position, previous },
  );
const heartbeat = received({ oneofKind: 'heartbeat', heartbeat: { id: 3 } });
const say: SessionInput = {
  type: 'say',
  message: { message: { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id: 1 } } },
};

function run(...inputs: SessionInput[]): { state: SessionState; effects: SessionEffect[] } {
  let state = INITIAL_SESSION;
  let effects: SessionEffect[] = [];
  for (const input of inputs) {
    const step = transition(state, input);
    state = step.state;
    effects = [...step.effects];
  }
  return { state, effects };
}
const types = (effects: SessionEffect[]) => effects.map(({ type }) => type);

describe('the signaling session', () => {
  it('opens with the welcome, and starts to watch the stream', () => {
    const { state, effects } = run(welcome);
    expect(state.name).toBe('open');
    expect(types(effects)).toEqual(['watch', 'welcome']);
    expect(effects[0]).toEqual({ type: 'watch', silenceMs: 15_000 });
  });

  it('keeps what is said before the welcome and sends it after', () => {
    expect(types(run(say).effects)).toEqual([]);
    expect(types(run(say, welcome).effects)).toEqual(['watch', 'welcome', 'send']);
  });

  it('delivers events that follow one another, whatever was left out between', () => {
    expect(types(run(welcome, left(20, 7)).effects)).toEqual(['watch', 'deliver']);
    expect(types(run(welcome, left(20, 7), left(33, 20)).effects)).toEqual(['watch', 'deliver']);
  });

  it.each([
    ['an event whose predecessor was not seen', left(20, 8)],
    ['an event of another epoch', received({ oneofKind: undefined }, { epoch: 'other' })],
    ['a heartbeat that knows of more', received({ oneofKind: undefined }, { position: 9, previous: 9 })],
  ])('ends as lost on %s', (_name, input) => {
    const { state } = run(welcome, input);
    expect(state).toMatchObject({ name: 'closed', error: { code: 'connection-lost', retryable: true } });
  });

  it('answers a heartbeat at once', () => {
    const { effects } = run(welcome, heartbeat);
    expect(effects).toContainEqual({
      type: 'send',
      session,
      batch: { sequence: 1, messages: [{ message: { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id: 3 } } }] },
    });
  });

  it('passes over an event it does not know', () => {
    const { state, effects } = run(welcome, received({ oneofKind: undefined }, { position: 8, previous: 7 }));
    expect(state).toMatchObject({ name: 'open', position: 8 });
    expect(types(effects)).toEqual(['watch']);
  });

  it('sends the next batch when the one before is acknowledged', () => {
    expect(types(run(welcome, say, say).effects)).toEqual([]);
    const { effects } = run(welcome, say, say, { type: 'acknowledged' });
    expect(effects).toMatchObject([{ type: 'send', batch: { sequence: 2 } }]);
  });

  it('tells the server that it leaves, once', () => {
    expect(types(run(welcome, { type: 'leave' }).effects)).toEqual(['leave', 'close']);
    expect(types(run(welcome, { type: 'leave' }, { type: 'leave' }).effects)).toEqual([]);
    expect(types(run({ type: 'leave' }).effects)).toEqual(['close']);
  });

  const fault = new CallError('room-full', 'full');
  it.each<[string, SessionInput, string]>([
    ['the stream ends', { type: 'stream-ended', error: null }, 'connection-lost'],
    ['the stream fails', { type: 'stream-ended', error: fault }, 'room-full'],
    ['nothing is heard', { type: 'silent' }, 'connection-lost'],
    ['a batch is not taken', { type: 'send-failed', error: fault }, 'room-full'],
    ['a second welcome comes', welcome, 'connection-lost'],
  ])('closes when %s', (_name, input, code) => {
    const { state, effects } = run(welcome, input);
    expect(state).toMatchObject({ name: 'closed', error: { code } });
    expect(types(effects)).toEqual(['close']);
  });

  it('closes when something else comes before the welcome', () => {
    expect(run(heartbeat).state).toMatchObject({ name: 'closed', error: { code: 'internal' } });
  });

  it('does not grow without end against a server that takes nothing', () => {
    const says = Array.from({ length: WAITING_LIMIT + 2 }, () => say);
    expect(run(welcome, ...says).state).toMatchObject({ name: 'closed', error: { code: 'connection-lost' } });
  });
});
