import type { Participant, Welcome } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../signaling/room-event.ts';
import { afterEvent, afterWelcome } from './reconciliation.ts';
import type { Roster, RosterChange, RosterStep } from './roster.ts';

/** `a2`: the second incarnation of a. The seat follows the alphabet. */
function person(life: string, more: Partial<Participant> = {}): Participant {
  const id = life.slice(0, -1);
  return { id, incarnation: life, seat: id.charCodeAt(0), arrived: id.charCodeAt(0), away: false, ...more };
}

const me = person('me1', { seat: 500, arrived: 500 });

function welcome(lives: readonly string[], { settled = true, self = me } = {}): Welcome {
  return {
    participantId: self.id,
    participants: [...lives.map((life) => person(life)), self],
    capacity: 6,
    heartbeatIntervalMs: 5_000,
    resumeToken: '',
    rosterSettled: settled,
  };
}

function inRoom(...lives: string[]): Roster {
  return afterWelcome(null, welcome(lives), 'e1').roster;
}

const events = {
  joined: (participant: Participant): RoomEvent => ({
    oneofKind: 'participantJoined',
    participantJoined: { participant },
  }),
  returned: (participant: Participant): RoomEvent => ({
    oneofKind: 'participantReturned',
    participantReturned: { participant },
  }),
  updated: (participant: Participant): RoomEvent => ({
    oneofKind: 'participantUpdated',
    participantUpdated: { participant },
  }),
  away: (participantId: string): RoomEvent => ({ oneofKind: 'participantAway', participantAway: { participantId } }),
  left: (participantId: string): RoomEvent => ({
    oneofKind: 'participantLeft',
    participantLeft: { participantId, reason: 1 },
  }),
  settled: { oneofKind: 'rosterSettled', rosterSettled: {} } satisfies RoomEvent,
};

const lives = ({ others, unconfirmed }: Roster) =>
  others.map(
    ({ id, incarnation, away }) => `${incarnation}${away ? ' away' : ''}${unconfirmed.includes(id) ? '?' : ''}`,
  );

function summary({ type, ...change }: RosterChange): string {
  return `${'participant' in change ? change.participant.incarnation : change.participantId} ${type}`;
}

const told = ({ roster, changes }: RosterStep) => ({ others: lives(roster), changes: changes.map(summary) });

describe('a welcome', () => {
  it('at joining lists the others by their seats, and all of them came', () => {
    const step = afterWelcome(null, welcome(['b1', 'a1']), 'e1');
    expect(told(step)).toEqual({ others: ['a1', 'b1'], changes: ['b1 came', 'a1 came'] });
    expect(step.roster).toMatchObject({ self: me, capacity: 6, epoch: 'e1' });
  });

  it.each([
    [
      'finds all as they were: what was said last may be lost',
      ['a1', 'b1'],
      ['a1', 'b1'],
      ['a returned', 'b returned'],
    ],
    ['misses one: it left', ['a1', 'b1'], ['b1'], ['a left', 'b returned']],
    ['has one more: it came', ['a1'], ['a1', 'b1'], ['a returned', 'b1 came']],
    ['has another incarnation: its link is dead', ['a1'], ['a2'], ['a2 renewed']],
  ])('in the same epoch %s', (_, before, now, changes) => {
    expect(told(afterWelcome(inRoom(...before), welcome(now), 'e1'))).toEqual({ others: now, changes });
  });

  it('in the same epoch renews the link to an incarnation that has arrived anew, and every link when that is its own', () => {
    const { participants, ...rest } = welcome(['a1', 'b1']);
    const rearrived = (who: string) => ({
      ...rest,
      participants: participants.map((each) => (each.id === who ? { ...each, arrived: 900 } : each)),
    });
    expect(told(afterWelcome(inRoom('a1', 'b1'), rearrived('a'), 'e1')).changes).toEqual(['a1 renewed', 'b returned']);
    expect(told(afterWelcome(inRoom('a1', 'b1'), rearrived('me'), 'e1')).changes).toEqual(['a1 renewed', 'b1 renewed']);
    expect(told(afterWelcome(inRoom('a1', 'b1'), rearrived('me'), 'e2')).changes).toEqual(['a returned', 'b returned']);
  });

  it('in a new epoch waits for those it misses, until the roster has settled', () => {
    const step = afterWelcome(inRoom('a1', 'b1'), welcome(['b1'], { settled: false }), 'e2');
    expect(told(step)).toEqual({ others: ['a1?', 'b1'], changes: ['b returned'] });
    expect(told(afterEvent(step.roster, events.settled))).toEqual({ others: ['b1'], changes: ['a left'] });
  });

  it('in a new epoch that has settled waits for nobody', () => {
    const step = afterWelcome(inRoom('a1', 'b1'), welcome(['b1']), 'e2');
    expect(told(step)).toEqual({ others: ['b1'], changes: ['a left', 'b returned'] });
  });

  it('goes on waiting in the same epoch, for those it waited for and for nobody else', () => {
    const { roster } = afterWelcome(inRoom('a1', 'b1'), welcome(['b1'], { settled: false }), 'e2');
    const step = afterWelcome(roster, welcome([], { settled: false }), 'e2');
    expect(told(step)).toEqual({ others: ['a1?'], changes: ['b left'] });
  });

  it.each([
    ['another incarnation', person('me2', { seat: 500, arrived: 900 })],
    ['another participant', person('you1', { seat: 900, arrived: 900 })],
  ])('that makes this participant %s renews every link, and waits for nobody', (_, self) => {
    const step = afterWelcome(inRoom('a1', 'b1'), welcome(['b1', 'c1'], { settled: false, self }), 'e2');
    expect(told(step)).toEqual({ others: ['b1', 'c1'], changes: ['a left', 'b1 renewed', 'c1 came'] });
    expect(step.roster.self).toEqual(self);
  });
});

describe('an event', () => {
  const roster = inRoom('a1', 'c1');
  const awaiting = afterWelcome(roster, welcome(['c1'], { settled: false }), 'e2').roster;

  it.each<[string, Roster, RoomEvent, string[], string[]]>([
    ['joined', roster, events.joined(person('b1')), ['a1', 'b1', 'c1'], ['b1 came']],
    ['joined, who was awaited', awaiting, events.joined(person('a1')), ['a1', 'c1'], ['a returned']],
    ['joined, another life of who was awaited', awaiting, events.joined(person('a2')), ['a2', 'c1'], ['a2 renewed']],
    ['returned as it was', roster, events.returned(person('a1')), ['a1', 'c1'], ['a returned']],
    ['returned from a reload', roster, events.returned(person('a2')), ['a2', 'c1'], ['a2 renewed']],
    ['away', roster, events.away('a'), ['a1 away', 'c1'], []],
    ['left', roster, events.left('a'), ['c1'], ['a left']],
    ['left, who was awaited', awaiting, events.left('a'), ['c1'], ['a left']],
    ['settled', roster, events.settled, ['a1', 'c1'], []],
  ])('%s', (_, before, event, others, changes) => {
    expect(told(afterEvent(before, event))).toEqual({ others, changes });
  });

  it('updated changes what is known of somebody, and no link', () => {
    const profile = { displayName: 'Ada', microphoneOn: true, cameraOn: true };
    const step = afterEvent(roster, events.updated(person('a1', { profile })));
    expect(step.roster.others[0]).toMatchObject({ id: 'a', profile });
    expect(step.changes).toEqual([]);
  });

  it.each([
    ['an update of oneself', events.updated(me)],
    ['a return of oneself', events.returned(me)],
    ['news of strangers', events.away('x')],
    ['strangers that leave', events.left('x')],
  ])('%s gives back the same roster', (_, event) => {
    expect(afterEvent(roster, event)).toEqual({ roster, changes: [] });
    expect(afterEvent(roster, event).roster).toBe(roster);
  });

  it('does not move anybody: who is back stands where it stood', () => {
    const { roster: away } = afterEvent(roster, events.left('a'));
    expect(lives(afterEvent(away, events.joined(person('a2'))).roster)).toEqual(['a2', 'c1']);
  });
});
