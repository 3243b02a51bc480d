import type { RoomEvent } from './event.ts';

/**
 * A moment by which something must have happened in a room, kept outside the log.
 * - `presence`: a participant gives a sign of life, or has left. Its lease.
 * - `away`: one whose page went away is back, or has left.
 * - `place`: one who left so is back, or its place is free.
 * - `settling`: those of an earlier epoch are back.
 */
export type Deadline =
  | { readonly kind: 'presence' | 'away' | 'place'; readonly participantId: string }
  | { readonly kind: 'settling' };

/** A deadline's name, as stores keep it. */
export type DeadlineKey = `${'presence' | 'away' | 'place'}:${string}` | 'settling';

export function deadlineKey(deadline: Deadline): DeadlineKey {
  return deadline.kind === 'settling' ? 'settling' : `${deadline.kind}:${deadline.participantId}`;
}

/** The deadline of a name; null for a name of something else. */
export function parseDeadline(key: string): Deadline | null {
  if (key === 'settling') return { kind: 'settling' };
  const [, kind, participantId] = /^(presence|away|place):(.+)$/.exec(key) ?? [];
  if (participantId === undefined) return null;
  return { kind: kind as 'presence' | 'away' | 'place', participantId };
}

/** How long each deadline is, in milliseconds. */
export interface Terms {
  readonly presence: number;
  readonly away: number;
  readonly place: number;
  readonly settling: number;
}

/** What is to be set (in milliseconds from now) and what to be dropped. */
export interface DeadlineChanges {
  readonly set: Readonly<Partial<Record<DeadlineKey, number>>>;
  readonly drop: readonly DeadlineKey[];
}

/** The deadlines that entries bring with them, in their order. `begins`: they are the first of their epoch. */
export function deadlinesOf(events: readonly RoomEvent[], terms: Terms, begins: boolean): DeadlineChanges {
  const changes = new Map<DeadlineKey, number | 'dropped'>(begins ? [['settling', terms.settling]] : []);
  for (const event of events) {
    switch (event.kind) {
      case 'attached':
        changes.set(`presence:${event.participantId}`, terms.presence);
        break;
      case 'away':
        changes.set(`away:${event.participantId}`, terms.away);
        break;
      case 'joined':
      case 'returned':
        changes.set(`away:${event.participant.id}`, 'dropped');
        changes.set(`place:${event.participant.id}`, 'dropped');
        break;
      case 'left':
        changes.set(`presence:${event.participantId}`, 'dropped');
        changes.set(`away:${event.participantId}`, 'dropped');
        if (event.keepsPlace) changes.set(`place:${event.participantId}`, terms.place);
        break;
      case 'released':
        changes.set(`place:${event.participantId}`, 'dropped');
        break;
      case 'settled':
        changes.set('settling', 'dropped');
        break;
      case 'updated':
      case 'signal':
        break;
    }
  }
  const set: Partial<Record<DeadlineKey, number>> = {};
  const drop: DeadlineKey[] = [];
  for (const [key, change] of changes) {
    if (change === 'dropped') drop.push(key);
    else set[key] = change;
  }
  return { set, drop };
}
