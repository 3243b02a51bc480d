import type { Participant, Welcome } from '@rtc-call/contract';
import type { RoomEvent } from '../signaling/room-event.ts';
import { type Roster, type RosterChange, type RosterStep, seated } from './roster.ts';

/**
 * The roster of a welcome, and how it differs from the present one (null at
 * joining). Those whom it misses are gone, unless the room has begun anew and
 * they may still come back to it.
 */
export function afterWelcome(present: Roster | null, welcome: Welcome, epoch: string): RosterStep {
  const self = ownEntry(welcome);
  const here = welcome.participants.filter(({ id }) => id !== self.id);
  const goesOn = present !== null && isSameLife(present.self, self, present.epoch === epoch);
  const before = present?.others ?? [];
  const known = new Map(before.map((participant) => [participant.id, participant]));
  const hereIds = new Set(here.map(({ id }) => id));
  const missed = before.filter(({ id }) => !hereIds.has(id));
  const isAwaited = ({ id }: Participant) =>
    goesOn && !welcome.rosterSettled && (present.epoch !== epoch || present.unconfirmed.includes(id));
  const awaited = missed.filter(isAwaited);
  return {
    roster: {
      epoch,
      self,
      capacity: welcome.capacity,
      others: seated([...here, ...awaited]),
      unconfirmed: awaited.map(({ id }) => id),
      settled: welcome.rosterSettled,
    },
    changes: [
      ...missed.filter((participant) => !awaited.includes(participant)).map(({ id }) => left(id)),
      ...here.map((participant) => {
        const last = known.get(participant.id);
        return met(last, participant, goesOn && isSameLife(last, participant, isOf(present, epoch, participant.id)));
      }),
    ],
  };
}

/** The roster after an event, and how it differs from the one before. What concerns nobody gives back the same roster. */
export function afterEvent(roster: Roster, event: RoomEvent): RosterStep {
  switch (event.oneofKind) {
    case 'participantJoined':
      return afterMeeting(roster, event.participantJoined.participant);
    case 'participantReturned':
      return afterMeeting(roster, event.participantReturned.participant);
    case 'participantUpdated': {
      const { participant } = event.participantUpdated;
      return { roster: participant === undefined ? roster : replaced(roster, participant), changes: [] };
    }
    case 'participantAway': {
      const gone = find(roster, event.participantAway.participantId);
      return { roster: gone === undefined ? roster : replaced(roster, { ...gone, away: true }), changes: [] };
    }
    case 'participantLeft':
      return without(roster, [event.participantLeft.participantId]);
    case 'rosterSettled':
      return without({ ...roster, settled: true }, roster.unconfirmed);
    case 'signalReceived':
      return { roster, changes: [] };
  }
}

/** Somebody is here: a newcomer, or one who is back. */
function afterMeeting(roster: Roster, participant: Participant | undefined): RosterStep {
  if (participant === undefined || participant.id === roster.self.id) return { roster, changes: [] };
  const known = find(roster, participant.id);
  const others = roster.others.filter((other) => other !== known);
  const unconfirmed = roster.unconfirmed.filter((id) => id !== participant.id);
  return {
    roster: { ...roster, others: seated([...others, participant]), unconfirmed },
    changes: [met(known, participant, isSameLife(known, participant, isOf(roster, roster.epoch, participant.id)))],
  };
}

/** `goesOn`: both are still who they were when they knew each other. */
function met(known: Participant | undefined, participant: Participant, goesOn: boolean): RosterChange {
  if (known === undefined) return { type: 'came', participant };
  return goesOn ? { type: 'returned', participantId: participant.id } : { type: 'renewed', participant };
}

/** Whether what is known of somebody is of this epoch. */
function isOf(roster: Roster, epoch: string, id: string): boolean {
  return roster.epoch === epoch && !roster.unconfirmed.includes(id);
}

/**
 * Whether one of the two is the other, later. An incarnation that has arrived twice in one epoch had left meanwhile, and
 * a request that came late has brought it back: others know nothing of the first time any more.
 */
function isSameLife(one: Participant | undefined, other: Participant, isSameEpoch: boolean): boolean {
  if (one?.id !== other.id || one.incarnation !== other.incarnation) return false;
  return !isSameEpoch || one.arrived === other.arrived;
}

function left(participantId: string): RosterChange {
  return { type: 'left', participantId };
}

function find(roster: Roster, id: string): Participant | undefined {
  return roster.others.find((other) => other.id === id);
}

function replaced(roster: Roster, participant: Participant): Roster {
  if (find(roster, participant.id) === undefined) return roster;
  const others = roster.others.map((other) => (other.id === participant.id ? participant : other));
  return { ...roster, others: seated(others) };
}

function without(roster: Roster, ids: readonly string[]): RosterStep {
  const gone = ids.filter((id) => find(roster, id) !== undefined);
  if (gone.length === 0) return { roster, changes: [] };
  return {
    roster: {
      ...roster,
      others: roster.others.filter(({ id }) => !gone.includes(id)),
      unconfirmed: roster.unconfirmed.filter((id) => !gone.includes(id)),
    },
    changes: gone.map(left),
  };
}

/** This participant as the welcome lists it. A server that forgot to gives it no seat, and lets it offer to nobody. */
function ownEntry({ participantId: id, participants }: Welcome): Participant {
  return (
    participants.find((participant) => participant.id === id) ?? {
      id,
      incarnation: '',
      seat: 0,
      arrived: 0,
      away: false,
    }
  );
}
