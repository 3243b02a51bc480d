import type { CallPhase, CallSnapshot, ParticipantSnapshot, SourceSnapshot } from '../call/snapshot.ts';
import type { CallHappening, ParticipantEvent } from './call-event.ts';

/** What happened between two snapshots of a call that follow each other. Pure. */
export function snapshotEvents(before: CallSnapshot, now: CallSnapshot): readonly CallHappening[] {
  return [
    ...phaseEvents(before.phase, now.phase),
    ...sourceEvents(before.microphone, now.microphone),
    ...sourceEvents(before.camera, now.camera),
    ...participantEvents(before, now),
  ];
}

function phaseEvents(before: CallPhase, now: CallPhase): CallHappening[] {
  if (before === now) return [];
  const error = now.name === 'failed' ? { code: now.error.code, message: now.error.message } : null;
  return [{ type: 'phase', phase: now.name, connection: now.name === 'joined' ? now.connection : null, error }];
}

function sourceEvents({ state: before }: SourceSnapshot, { kind, state }: SourceSnapshot): CallHappening[] {
  if (before.name === state.name) return [];
  return [{ type: 'source', kind, state: state.name, reason: state.name === 'failed' ? state.failure.reason : null }];
}

/** Who leaves the room does not see the others leave it. */
function participantEvents(before: CallSnapshot, now: CallSnapshot): CallHappening[] {
  if (before.participants === now.participants || now.selfId === null) return [];
  const known = new Map(before.participants.map((participant) => [participant.id, participant]));
  const here = new Set(now.participants.map(({ id }) => id));
  return [
    ...before.participants.filter(({ id }) => !here.has(id)).map((gone) => participantEvent('left', gone)),
    ...now.participants.flatMap((participant) => changes(known.get(participant.id), participant)),
  ];
}

function changes(before: ParticipantSnapshot | undefined, now: ParticipantSnapshot): CallHappening[] {
  if (before === now) return [];
  if (before === undefined) return [participantEvent('came', now)];
  return [
    ...(before.presence === now.presence ? [] : [participantEvent(now.presence === 'away' ? 'away' : 'back', now)]),
    ...(before.displayName === now.displayName ? [] : [participantEvent('renamed', now)]),
    ...(before.link === now.link ? [] : [{ type: 'link-status' as const, participantId: now.id, status: now.link }]),
  ];
}

function participantEvent(change: ParticipantEvent['change'], { id, displayName }: ParticipantSnapshot): CallHappening {
  return { type: 'participant', change, participantId: id, displayName };
}
