import type { CallSnapshot } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { EMPTY_SNAPSHOT } from '../context/empty-snapshot.ts';
import { deniedSource, joinedWith, participant } from '../testing/snapshots.ts';
import { statusLine } from './status-line.ts';
import { ENGLISH } from './strings.ts';

const say = (change: Partial<CallSnapshot>, acknowledged = new Set<never>()) =>
  statusLine({ ...EMPTY_SNAPSHOT, ...change }, acknowledged, ENGLISH);

describe('statusLine', () => {
  it('is silent outside the room, and when all is well', () => {
    expect(say({})).toBeNull();
    expect(say(joinedWith(participant('1', 'Mina')))).toBeNull();
  });

  it('says that nobody is there', () => {
    expect(say(joinedWith())).toEqual({ tone: 'info', text: 'Nobody else is here yet.', failure: null });
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
    const line = statusLine(snapshot, new Set(), ENGLISH);
    expect(line).toEqual({ tone: 'warning', text: failure?.message, failure });
    expect(statusLine(snapshot, new Set(failure ? [failure] : []), ENGLISH)).toBeNull();
  });
});
