import { CallError, type CallSnapshot } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { EMPTY_SNAPSHOT } from '../context/empty-snapshot.ts';
import { deniedSource, joinedWith, participant } from '../testing/snapshots.ts';
import { statusLine } from './status-line.ts';
import { ENGLISH } from './strings.ts';

const say = (change: Partial<CallSnapshot>, acknowledged = new Set<never>()) =>
  statusLine({ ...EMPTY_SNAPSHOT, ...change }, null, acknowledged, ENGLISH);

describe('statusLine', () => {
  it('is silent outside the room, and when all is well', () => {
    expect(say({})).toBeNull();
    expect(say(joinedWith(participant('1', 'Mina')))).toBeNull();
  });

  it('says that nobody is there', () => {
    expect(say(joinedWith())).toEqual({ tone: 'info', text: 'Nobody else is here yet.', fault: null });
  });

  it('tells the worst connection first', () => {
    const people = [participant('1', 'Mina', { link: 'interrupted' }), participant('2', '', { link: 'failed' })];
    expect(say(joinedWith(...people))?.text).toContain('No path to Guest');
    expect(say(joinedWith(people[0] ?? participant('1', '')))?.text).toBe('The connection to Mina is interrupted.');
  });

  it('tells what is wrong with a device, until it is acknowledged', () => {
    const camera = deniedSource('camera');
    const snapshot = { ...EMPTY_SNAPSHOT, ...joinedWith(participant('1', 'Mina')), camera };
    const failure = camera.state.name === 'failed' ? camera.state.failure : null;
    const line = statusLine(snapshot, null, new Set(), ENGLISH);
    expect(line).toEqual({ tone: 'warning', text: failure?.message, fault: failure });
    expect(statusLine(snapshot, null, new Set(failure ? [failure] : []), ENGLISH)).toBeNull();
  });

  it('tells what is wrong with a name, in the room and out of it, until it is acknowledged', () => {
    const fault = new CallError('invalid-argument', 'A name has at most 80 characters.');
    for (const snapshot of [EMPTY_SNAPSHOT, { ...EMPTY_SNAPSHOT, ...joinedWith() }]) {
      const line = statusLine(snapshot, fault, new Set(), ENGLISH);
      expect(line).toEqual({ tone: 'warning', text: fault.message, fault });
      expect(statusLine(snapshot, fault, new Set([fault]), ENGLISH)?.fault).not.toBe(fault);
    }
  });
});
