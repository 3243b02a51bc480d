import type { Participant, Welcome } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../signaling/session.machine.ts';
import { evolveRoster, rosterOf } from './roster.ts';

const person = (id: string, displayName = id): Participant => ({
  id,
  profile: { displayName, microphoneOn: true, cameraOn: true },
});
const welcome: Welcome = {
  participantId: 'me',
  participants: [person('a'), person('b'), person('me')],
  capacity: 6,
  heartbeatIntervalMs: 5_000,
  resumeToken: '',
};
const joined = (participant: Participant): RoomEvent => ({
  oneofKind: 'participantJoined',
  participantJoined: { participant },
});
const roster = rosterOf(welcome);

describe('the roster', () => {
  it('begins with the others, in the order of joining', () => {
    expect(roster).toEqual({ selfId: 'me', capacity: 6, others: [person('a'), person('b')] });
  });

  it('has those who come at its end', () => {
    expect(evolveRoster(roster, joined(person('c'))).others.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('keeps the place of those who change', () => {
    const updated: RoomEvent = {
      oneofKind: 'participantUpdated',
      participantUpdated: { participant: person('a', 'Ada') },
    };
    expect(evolveRoster(roster, updated).others).toEqual([person('a', 'Ada'), person('b')]);
  });

  it('does not list the reader, whose own profile comes back too', () => {
    const updated: RoomEvent = { oneofKind: 'participantUpdated', participantUpdated: { participant: person('me') } };
    expect(evolveRoster(roster, updated).others).toEqual(roster.others);
  });

  it('loses those who leave', () => {
    const left: RoomEvent = {
      oneofKind: 'participantLeft',
      participantLeft: { participantId: 'a', reason: 1 },
    };
    expect(evolveRoster(roster, left).others).toEqual([person('b')]);
  });
});
