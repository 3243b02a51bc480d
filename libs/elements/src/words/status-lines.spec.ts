import { CallError, type CallSnapshot } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { EMPTY_SNAPSHOT } from '../context/empty-snapshot.ts';
import { type Reconnection, STEADY } from '../reconnection/reconnection.ts';
import { deniedSource, joinedWith, participant, RETURNING } from '../testing/snapshots.ts';
import { connectionLine, deviceFailures, faultLine } from './status-lines.ts';
import { ENGLISH } from './strings.ts';

const mina = participant('1', 'Mina');
const interrupted = participant('2', '', { link: 'interrupted' });
const failed = participant('3', 'Park', { link: 'failed' });
const room = (...people: readonly (typeof mina)[]): CallSnapshot => ({ ...EMPTY_SNAPSHOT, ...joinedWith(...people) });

describe('the line about connections', () => {
  const reconnecting: Reconnection = { name: 'reconnecting', sinceMs: 0 };
  const restored: Reconnection = { name: 'restored', untilMs: 1 };
  const say = (snapshot: CallSnapshot, reconnection = STEADY) => connectionLine(snapshot, reconnection, ENGLISH);

  it('is silent outside the room, and when all is well', () => {
    expect(say(EMPTY_SNAPSHOT)).toBeNull();
    expect(say({ ...EMPTY_SNAPSHOT, phase: RETURNING })).toBeNull();
    expect(say(room(mina))).toBeNull();
  });

  it('says that nobody is there', () => {
    expect(say(room())).toEqual({ tone: 'info', text: 'Nobody else is here yet.' });
  });

  it('tells the worst link first', () => {
    expect(say(room(interrupted, failed))?.text).toContain('No path to Park');
    expect(say(room(interrupted))?.text).toBe('The connection to Guest is interrupted.');
  });

  it('leaves the link to somebody who is away to their tile', () => {
    expect(say(room({ ...interrupted, presence: 'away' }))).toBeNull();
  });

  it('says before everything else that the server is not reached, and that the call goes on', () => {
    const line = { tone: 'warning', text: 'Reconnecting. The call goes on meanwhile.' };
    expect(say(room(mina), reconnecting)).toEqual(line);
    expect(say(room(mina, failed), reconnecting)).toEqual(line);
  });

  it('does not say that a call goes on in which nobody is reached', () => {
    const line = { tone: 'warning', text: 'Your connection is interrupted. Reconnecting…' };
    expect(say(room(interrupted), reconnecting)).toEqual(line);
    expect(say(room(), reconnecting)).toEqual(line);
  });

  it('says that the server is reached again, unless there is worse to say', () => {
    expect(say(room(mina), restored)).toEqual({ tone: 'info', text: 'Connected again.' });
    expect(say(room(), restored)?.text).toBe('Connected again.');
    expect(say(room(interrupted), restored)?.text).toContain('interrupted');
  });
});

describe('the line about one’s own faults', () => {
  const camera = deniedSource('camera');
  const [failure] = deviceFailures({ ...EMPTY_SNAPSHOT, camera });
  if (!failure) throw new Error('the camera has not failed');

  it('tells what is wrong with a device, until it is acknowledged', () => {
    const snapshot = { ...room(mina), camera };
    expect(faultLine(snapshot, null, new Set())).toEqual({ text: failure.message, fault: failure });
    expect(faultLine(snapshot, null, new Set([failure]))).toBeNull();
  });

  it('tells it also on the way back after a reload, but not where the lobby does', () => {
    expect(faultLine({ ...EMPTY_SNAPSHOT, phase: RETURNING, camera }, null, new Set())?.fault).toBe(failure);
    expect(faultLine({ ...EMPTY_SNAPSHOT, camera }, null, new Set())).toBeNull();
  });

  it('tells what is wrong with a name, in the room and out of it, until it is acknowledged', () => {
    const fault = new CallError('invalid-argument', 'A name has at most 80 characters.');
    for (const snapshot of [EMPTY_SNAPSHOT, room()]) {
      expect(faultLine(snapshot, fault, new Set())).toEqual({ text: fault.message, fault });
      expect(faultLine(snapshot, fault, new Set([fault]))).toBeNull();
    }
  });
});
