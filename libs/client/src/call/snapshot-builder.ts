import type { Participant } from '@rtc-call/contract';
import type { Link } from '../link/link.ts';
import type { LinkSet } from './link-set.ts';
import type { Roster } from './roster.ts';
import type { CallPhase, CallSnapshot, ParticipantSnapshot, SourceSnapshot } from './snapshot.ts';

/** What a snapshot is made from. */
export interface CallFacts {
  readonly room: string;
  readonly displayName: string;
  readonly phase: CallPhase;
  readonly roster: Roster | null;
  readonly links: LinkSet | null;
  readonly microphone: SourceSnapshot;
  readonly camera: SourceSnapshot;
}

/** Makes the snapshot of these facts; what is as in `previous` keeps its identity. */
export function buildSnapshot(facts: CallFacts, previous: CallSnapshot | null): CallSnapshot {
  const { room, displayName, phase, roster, links, microphone, camera } = facts;
  const known = new Map(previous?.participants.map((participant) => [participant.id, participant]));
  const participants = (roster?.others ?? []).map((participant) =>
    reuse(known.get(participant.id), participantSnapshot(participant, links?.get(participant.id))),
  );
  const next: CallSnapshot = {
    room,
    displayName,
    phase,
    selfId: roster?.self.id ?? null,
    participants: reuseList(previous?.participants, participants),
    capacity: roster?.capacity ?? previous?.capacity ?? null,
    microphone,
    camera,
  };
  return reuse(previous ?? undefined, next);
}

function participantSnapshot({ id, profile, away }: Participant, link: Link | undefined): ParticipantSnapshot {
  return {
    id,
    presence: away ? 'away' : 'here',
    displayName: profile?.displayName ?? '',
    microphoneOn: profile?.microphoneOn ?? false,
    cameraOn: profile?.cameraOn ?? false,
    link: link?.status ?? 'connecting',
    audioTrack: link?.audioTrack ?? null,
    videoTrack: link?.videoTrack ?? null,
  };
}

function reuse<T extends object>(previous: T | undefined, next: T): T {
  if (previous === undefined) return next;
  const keys = Object.keys(next) as (keyof T)[];
  return keys.every((key) => Object.is(previous[key], next[key])) ? previous : next;
}

function reuseList<T>(previous: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  const same = previous?.length === next.length && next.every((item, index) => item === previous[index]);
  return same && previous !== undefined ? previous : next;
}
